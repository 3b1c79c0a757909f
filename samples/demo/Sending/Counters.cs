namespace OrleansRisk.Samples.Demo.Sending;

/// <summary>What the live line shows.</summary>
internal sealed class Counters
{
    private long _taken, _answered, _flagged, _refused, _duplicates, _sentAgain;

    public long Taken => Interlocked.Read(ref _taken);

    public long Answered => Interlocked.Read(ref _answered);

    public long Flagged => Interlocked.Read(ref _flagged);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Recorded before the crash, answered after it.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long SentAgain => Interlocked.Read(ref _sentAgain);

    public long InFlight => Taken - Answered;

    public void Take() => Interlocked.Increment(ref _taken);

    public void Answer(bool flagged, bool refused, bool duplicate, bool again)
    {
        Interlocked.Add(ref _flagged, flagged ? 1 : 0);
        Interlocked.Add(ref _refused, refused ? 1 : 0);
        Interlocked.Add(ref _duplicates, duplicate ? 1 : 0);
        Interlocked.Add(ref _sentAgain, again ? 1 : 0);
        Interlocked.Increment(ref _answered);
    }
}
