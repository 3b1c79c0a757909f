namespace OrleansRisk.Client.Tests.Support;

/// <summary>
/// Every wait is over at once, and time has passed by its length; the waits are kept for the test to look at.
/// </summary>
internal sealed class HurriedTime : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];
    private long _ticks;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_waits)
        {
            _waits.Add(dueTime);
        }

        Interlocked.Add(ref _ticks, Math.Max(0, dueTime.Ticks));
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
