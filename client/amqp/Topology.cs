using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace OrleansRisk.Amqp;

/// <summary>The queues and the exchange that are needed: made, or only looked for.</summary>
internal static class Topology
{
    /// <summary>One consumer at a time, so that an account's order holds where several hosts consume.</summary>
    private static readonly Dictionary<string, object?> OneAtATime = new() { ["x-single-active-consumer"] = true };

    public static async Task Ensure(IConnection connection, ConsumeOptions options, CancellationToken cancel)
    {
        var (make, queue, refused) = (options.Declare, options.Queue, options.DeadLetters);
        await Ask(connection, $"queue {queue}", channel => make
            ? channel.QueueDeclareAsync(queue, true, false, false, OneAtATime, cancellationToken: cancel)
            : channel.QueueDeclarePassiveAsync(queue, cancel));
        await Ask(connection, $"queue {refused}", channel => make
            ? channel.QueueDeclareAsync(refused, true, false, false, cancellationToken: cancel)
            : channel.QueueDeclarePassiveAsync(refused, cancel));
        if (options.Decisions is { } decisions)
        {
            await Ask(connection, $"exchange {decisions}", channel => make
                ? channel.ExchangeDeclareAsync(decisions, ExchangeType.Topic, true, cancellationToken: cancel)
                : channel.ExchangeDeclarePassiveAsync(decisions, cancel));
        }
    }

    /// <summary>On a channel of its own: a question that is answered with no closes it.</summary>
    private static async Task Ask(IConnection connection, string what, Func<IChannel, Task> ask)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await ask(channel);
        }
        catch (OperationInterruptedException failure)
        {
            throw Trouble.Asking(what, failure);
        }
    }
}
