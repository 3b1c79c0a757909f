namespace OrleansRisk.Amqp;

/// <summary>What a consumer has come to so far; read while it runs.</summary>
internal sealed class Consumed
{
    private long _messages;
    private long _decided;
    private long _duplicates;
    private long _refused;

    /// <summary>Messages acknowledged.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Transactions decided for the first time.</summary>
    public long Decided => Interlocked.Read(ref _decided);

    /// <summary>Transactions that were known: redelivered, or sent twice.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Transactions in the queue of refused ones.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public void AddMessage() => Interlocked.Increment(ref _messages);

    public void AddDecided(bool duplicate) => Interlocked.Increment(ref duplicate ? ref _duplicates : ref _decided);

    public void AddRefused() => Interlocked.Increment(ref _refused);
}
