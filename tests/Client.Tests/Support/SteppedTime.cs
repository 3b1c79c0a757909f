namespace OrleansRisk.Client.Tests.Support;

/// <summary>Time that moves only when it is told to.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ticks;

    public TimeSpan Now => TimeSpan.FromTicks(_ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void MoveTo(TimeSpan time) => _ticks = Math.Max(_ticks, time.Ticks);
}
