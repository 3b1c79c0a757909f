namespace OrleansRisk.Samples.Demo.Sending;

/// <summary>
/// Times from handing a line over to its answer, in a histogram of 5 % steps. Lines that were sent again are left out
/// and counted elsewhere: a crash is not a latency.
/// </summary>
internal sealed class Latencies
{
    private const double Step = 1.05;
    private readonly long[] _bins = new long[400];
    private long _count;

    public void Add(TimeSpan time)
    {
        var microseconds = Math.Max(1, time.TotalMicroseconds);
        var bin = Math.Min(_bins.Length - 1, (int)(Math.Log(microseconds) / Math.Log(Step)));
        Interlocked.Increment(ref _bins[bin]);
        Interlocked.Increment(ref _count);
    }

    /// <summary>The time that 99 % stayed under; zero where nothing was measured.</summary>
    public TimeSpan P99()
    {
        var left = Interlocked.Read(ref _count) / 100;
        for (var bin = _bins.Length - 1; bin >= 0; bin--)
        {
            left -= Interlocked.Read(ref _bins[bin]);
            if (left < 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(Step, bin + 1));
            }
        }

        return TimeSpan.Zero;
    }
}
