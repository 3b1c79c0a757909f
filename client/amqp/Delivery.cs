using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace OrleansRisk.Amqp;

/// <summary>
/// A message until it is acknowledged: it holds a place for each of its lines, and one for itself while it is read.
/// </summary>
internal sealed class Delivery
{
    private readonly Lock _publishing = new();
    private readonly List<Task> _reference = [];
    private int _open = 1;

    public Delivery(BasicDeliverEventArgs delivered)
    {
        Tag = delivered.DeliveryTag;
        // The client takes its buffer back as soon as it has told us.
        Body = delivered.Body.ToArray();
        var said = delivered.BasicProperties;
        ContentType = said.ContentType;
        IsEncoded = said.ContentEncoding is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        MessageId = said.MessageId;
        CorrelationId = said.CorrelationId;
    }

    public ulong Tag { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public string? ContentType { get; }

    /// <summary>Compressed, or whatever else it may be.</summary>
    public bool IsEncoded { get; }

    public string? MessageId { get; }

    public string? CorrelationId { get; }

    /// <summary>A line of it is on its way.</summary>
    public void Open() => Interlocked.Increment(ref _open);

    /// <summary>Something that must be confirmed before the message may be acknowledged.</summary>
    public void Await(Task publishing)
    {
        lock (_publishing)
        {
            _reference.Add(publishing);
        }
    }

    /// <summary>A line has its answer, or all were read; true where it was the last to be waited for.</summary>
    public bool Close() => Interlocked.Decrement(ref _open) == 0;

    /// <summary>Whatever was published for it has been confirmed; asked once it is closed.</summary>
    public Task Published()
    {
        lock (_publishing)
        {
            return Task.WhenAll(_reference);
        }
    }
}
