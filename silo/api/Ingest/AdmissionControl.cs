namespace OrleansRisk.Api.Ingest;

/// <summary>
/// Turns new work away while work waits too long. The sign is the queue delay, not its length: where even the quickest
/// line of a whole window waited longer than allowed, the queue is standing, not breathing.
/// </summary>
internal sealed class AdmissionControl(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _windowStart = time.GetTimestamp();
    private TimeSpan _leastInWindow = TimeSpan.MaxValue;
    private volatile bool _standing;
    private int _unanswered;
    private int _streams;
    private int _singles;

    /// <summary>Lines read and not answered, of the whole process.</summary>
    public int UnansweredLines => Volatile.Read(ref _unanswered);

    public int Streams => Volatile.Read(ref _streams);

    /// <summary>How many lines one stream may have under way just now.</summary>
    public int Window => UnansweredLines < Limits.UnansweredLinesMax ? Limits.WindowLines : Limits.WindowLinesFloor;

    public void LinesRead(int count) => Interlocked.Add(ref _unanswered, count);

    public void LinesAnswered(int count) => Interlocked.Add(ref _unanswered, -count);

    /// <summary>Told by every batch how long its first line took from being read to being answered.</summary>
    public void Waited(TimeSpan delay)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_windowStart) >= Limits.QueueDelayWindow)
            {
                _standing = _leastInWindow != TimeSpan.MaxValue && _leastInWindow > Limits.QueueDelayMax;
                (_windowStart, _leastInWindow) = (time.GetTimestamp(), TimeSpan.MaxValue);
            }

            _leastInWindow = delay < _leastInWindow ? delay : _leastInWindow;
        }
    }

    /// <summary>Takes a place for a stream; false where there is none, or where the queue stands.</summary>
    public bool TryEnterStream() => !Standing() && TryEnter(ref _streams, Limits.StreamsMax);

    public void LeaveStream() => Interlocked.Decrement(ref _streams);

    public bool TryEnterSingle() => !Standing() && TryEnter(ref _singles, Limits.SingleCallsMax);

    public void LeaveSingle() => Interlocked.Decrement(ref _singles);

    private bool Standing()
    {
        // A slow answer is not a queue: where next to nothing waits, a first call that had everything to load is let
        // in.
        if (!_standing || UnansweredLines + Volatile.Read(ref _singles) < Limits.QueueLinesLeast)
        {
            return false;
        }

        lock (_lock)
        {
            // Without work nothing reports any more: after four silent windows what was found says nothing.
            if (time.GetElapsedTime(_windowStart) >= Limits.QueueDelayWindow * 4)
            {
                _standing = false;
            }

            return _standing;
        }
    }

    private static bool TryEnter(ref int count, int max)
    {
        if (Interlocked.Increment(ref count) <= max)
        {
            return true;
        }

        Interlocked.Decrement(ref count);
        return false;
    }
}
