using System.Text.Json;
using OrleansRisk.Amqp;
using OrleansRisk.Cli.Maps;
using OrleansRisk.Client;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli.Commands;

/// <summary><c>risk consume</c>: transactions from a RabbitMQ queue, for as long as it is let.</summary>
internal static class ConsumeCommand
{
    private const string PasswordVariable = "RISK_AMQP_PASSWORD";

    public static CommandEntry Entry { get; } = new(
        "consume",
        "Consume transactions from RabbitMQ; a message is acknowledged only once its answer is durable.",
        [new("BROKER", $"amqp://user@host:5672/vhost, amqps:// for TLS; ${PasswordVariable} has the password")],
        [
            new("--queue", "QUEUE", "where they come from (required)"),
            new("--dead-letters", "QUEUE", "where refused ones go, the error in headers (default: QUEUE.refused)"),
            new("--decisions", "EXCHANGE", "topic exchange for decisions: decision.approve, decision.review, …"),
            new("--declare", "", "make what is missing (default: only check that it is there)"),
            new("--map", "MAP", "how a document's fields become a transaction's: a file or a name on the server"),
            new("--mode", "MODE", "live (default) or history"),
            new("--prefetch", "N", "most messages unacknowledged, 1 to 10000 (default 500)"),
            new("--count", "N", "end after so many messages, 1 to 1000000 (default: never)"),
        ],
        "risk consume amqp://lender@localhost:5672/ --queue transactions --decisions decisions",
        Run);

    private static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        var broker = BrokerAddress.Parse(call.Argument("BROKER"), call.Terminal.Environment(PasswordVariable))
            ?? throw new UsageException("BROKER must be an amqp or amqps address, as amqp://user@localhost:5672/.");
        var options = await Options(call, stop);
        if (options.Fault() is { } fault)
        {
            throw new UsageException(fault);
        }

        using var client = call.Client();
        var consumer = new QueueConsumer(client, broker, options with
        {
            Connected = () => call.Terminal.Error.WriteLine($"Consuming {options.Queue} of {broker}."),
            Interrupted = why => call.Terminal.Error.WriteLine(
                $"{why.Code}: {why.Message} Again in {why.Wait.TotalSeconds:0.0} s."),
        }, call.Terminal.Time);
        try
        {
            await consumer.Run(stop);
        }
        catch (BrokerException wrong)
        {
            throw new UsageException(wrong.Message);
        }

        await Report(call.Terminal, consumer.Consumed);
        return consumer.Consumed.Refused == 0 ? ExitCode.Done : ExitCode.Declined;
    }

    private static async Task<ConsumeOptions> Options(Invocation call, CancellationToken stop)
    {
        var map = call.Text("--map") is { } choice ? await MapChoice.Find(choice, call.Client, stop) : null;
        var options = new ConsumeOptions
        {
            Queue = call.Text("--queue") ?? throw new UsageException(
                "--queue QUEUE is missing: where the transactions come from."),
            Decisions = call.Text("--decisions"),
            Declare = call.Switch("--declare"),
            Prefetch = call.Number("--prefetch", 1, Amqp.Limits.PrefetchMax) ?? Amqp.Limits.PrefetchDefault,
            Mode = Mode(call),
            Map = map is null ? null : MapFile.Parse(map),
            Count = call.Number("--count", 1, Limits.EventsCountedMax),
        };
        return call.Text("--dead-letters") is { } refused ? options with { DeadLetters = refused } : options;
    }

    /// <summary>Not what_if: what records nothing acknowledges nothing.</summary>
    private static SendMode Mode(Invocation call) =>
        call.Word("--mode", Modes.Live, Modes.History) == Modes.History ? SendMode.History : SendMode.Live;

    private static async Task Report(Terminal terminal, Consumed consumed)
    {
        await terminal.Out.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, long>
        {
            ["messages"] = consumed.Messages,
            ["decided"] = consumed.Decided,
            ["duplicates"] = consumed.Duplicates,
            ["refused"] = consumed.Refused,
        }));
        await terminal.Out.WriteAsync("\n"u8.ToArray());
        await terminal.Out.FlushAsync();
    }
}
