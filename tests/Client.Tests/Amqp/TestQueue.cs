using System.Text;
using OrleansRisk.Amqp;
using RabbitMQ.Client;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>A queue of a test's own, with the places that things go to from it, and both ends of all of them.</summary>
internal sealed class TestQueue : IAsyncDisposable
{
    private readonly RabbitNode _node;
    private IConnection _connection = null!;
    private IChannel _channel = null!;

    private TestQueue(RabbitNode node) => _node = node;

    public string Name { get; } = $"q-{Guid.NewGuid().ToString("n")[..8]}";

    public string Refused => Name + ".refused";

    public string Decisions => Name + ".decisions";

    public string Heard => Name + ".heard";

    public ConsumeOptions Options => new() { Queue = Name, Decisions = Decisions };

    /// <summary>Makes them all, with one queue that hears every decision.</summary>
    public static async Task<TestQueue> On(RabbitNode node)
    {
        var queue = new TestQueue(node);
        await queue.Connect();
        var channel = queue._channel;
        foreach (var name in new[] { queue.Name, queue.Refused, queue.Heard })
        {
            await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false);
        }

        await channel.ExchangeDeclareAsync(queue.Decisions, ExchangeType.Topic, durable: true);
        await channel.QueueBindAsync(queue.Heard, queue.Decisions, "decision.#");
        return queue;
    }

    /// <summary>Again, after the broker was away.</summary>
    public async Task Connect()
    {
        _connection = await _node.Connect();
        _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true));
    }

    public async Task Publish(string body, string? contentType = "application/json", string? id = null)
    {
        var properties = new BasicProperties { Persistent = true, ContentType = contentType, MessageId = id };
        await _channel.BasicPublishAsync("", Name, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Messages that wait for a consumer; those that one holds are not among them.</summary>
    public Task<uint> Waiting(string? queue = null) => _channel.MessageCountAsync(queue ?? Name);

    public Task<uint> Drop(string queue) => _channel.QueueDeleteAsync(queue);

    /// <summary>Waits until as many lie in a queue, and takes them.</summary>
    public async Task<List<BasicGetResult>> Take(string queue, int count)
    {
        await Eventually.Is(async () => await Waiting(queue) >= count);
        var taken = new List<BasicGetResult>();
        while (await _channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            taken.Add(message);
        }

        return taken;
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}

/// <summary>Waiting for what comes by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task Is(Func<Task<bool>> condition)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "it did not come about");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public static Task Is(Func<bool> condition) => Is(() => Task.FromResult(condition()));
}
