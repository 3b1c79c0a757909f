using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Accounts;

/// <summary>
/// How many of the account's own payments lately were far above its usual: fades with a half-life of a week.
/// </summary>
internal readonly ref struct OwnOutliers(Span<byte> state)
{
    private const long HalfLifeMs = 604_800_000;
    private const int Unit = 65_536;

    private readonly Span<byte> _bytes = state.Slice(Layout.OwnOutliers, Layout.OwnOutliersSize);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Event time of the newest, milliseconds; 0 for none.</summary>
    public long NewestAt => Read.I64(0);

    public double CountAt(long now) => Faded(now) / (double)Unit;

    public void Add(long at)
    {
        var newest = Math.Max(at, Read.I64(0));
        var count = Faded(newest) + Decay.Apply(Unit, Ticks(newest) - Ticks(at));
        _bytes.I64(0, newest);
        _bytes.U32(8, (uint)Math.Min(count, uint.MaxValue));
        _bytes.Count32(12);
    }

    private long Faded(long now) => Decay.Apply(Read.U32(8), Ticks(now) - Ticks(Read.I64(0)));

    private static long Ticks(long at) => at * Decay.Ticks / HalfLifeMs;
}
