using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using RabbitMQ.Client;

namespace OrleansRisk.Amqp;

/// <summary>What goes out: decisions by their outcome, refused transactions with the error beside them.</summary>
internal sealed class Publishing(IChannel channel, ConsumeOptions options)
{
    /// <summary>Its end is the broker's confirm. Where nobody is bound to the exchange, nobody hears it.</summary>
    public Task Decision(Delivery message, long? place, DecisionBody decision, CancellationToken cancel)
    {
        if (options.Decisions is null)
        {
            return Task.CompletedTask;
        }

        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = MediaTypes.Json,
            Type = "decision",
            MessageId = decision.Decision,
            CorrelationId = message.MessageId ?? message.CorrelationId,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(
            decision with { Line = place ?? 0 }, ContractJson.Default.DecisionBody);
        return channel.BasicPublishAsync(
            options.Decisions, $"decision.{decision.Outcome ?? "none"}", mandatory: false, properties, body, cancel)
            .AsTask();
    }

    /// <summary>Its end is the broker's confirm that it lies in the queue: one that is not there is an error.</summary>
    public Task Refused(Delivery message, MessageRow row, Problem problem, CancellationToken cancel)
    {
        // Only what is listed goes on: a sender's own headers may route (CC), and its user id may be forbidden to us.
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = message.ContentType,
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            Headers = Headers(row, problem),
        };
        return channel.BasicPublishAsync(
            "", options.DeadLetters, mandatory: true, properties, row.Original, cancel).AsTask();
    }

    private Dictionary<string, object?> Headers(MessageRow row, Problem problem)
    {
        var headers = new Dictionary<string, object?>
        {
            ["risk-code"] = problem.Code,
            ["risk-message"] = problem.Message,
            ["risk-queue"] = options.Queue,
        };
        foreach (var (name, value) in new (string, object?)[]
        {
            ("risk-field", problem.Field), ("risk-line", row.Place), ("risk-cause", problem.Cause),
            ("risk-request-id", problem.RequestId is { Length: > 0 } id ? id : null),
        })
        {
            if (value is not null)
            {
                headers.Add(name, value);
            }
        }

        return headers;
    }
}
