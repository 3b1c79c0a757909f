using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Accounts;

/// <summary>
/// Counts and sums of money that fade with half-lives of an hour, a day, a week and 30 days: whole numbers, counts in
/// 1/4096, money in 1/16 of the minor unit.
/// </summary>
internal readonly ref struct DecayedSums(Span<byte> state)
{
    private const int CountUnit = 4_096;
    private const int MoneyUnit = 16;
    private const int Block = 24;
    private const long SumMax = 1L << 62;

    private readonly Span<byte> _bytes = state.Slice(Layout.Decayed, Layout.DecayedSize);

    private ReadOnlySpan<byte> Read => _bytes;

    public static long Length(HalfLives index) => index switch
    {
        HalfLives.Hour => 3_600_000L,
        HalfLives.Day => 86_400_000L,
        HalfLives.Week => 604_800_000L,
        _ => 2_592_000_000L,
    };

    /// <summary>Transactions of a direction as of a moment.</summary>
    public double CountAt(HalfLives index, bool credit, long now) =>
        Decay.Apply(Read.U32(Place(index, credit)), TicksTo(index, now)) / (double)CountUnit;

    /// <summary>Money of a direction as of a moment, minor units.</summary>
    public double SumAt(HalfLives index, bool credit, long now) =>
        Decay.Apply(Read.I64(Place(index, credit) + 4), TicksTo(index, now)) / (double)MoneyUnit;

    /// <summary>Adds at an event's own time; what happened before the newest event has faded since.</summary>
    public bool Add(bool credit, int count, long amount, long at)
    {
        Advance(at);
        var saturated = false;
        for (var index = HalfLives.Hour; index <= HalfLives.Month; index++)
        {
            var late = Ticks(index, Read.I64(0)) - Ticks(index, at);
            var place = Place(index, credit);
            var counted = Read.U32(place) + Decay.Apply((long)count * CountUnit, late);
            var sum = Read.I64(place + 4) + Decay.Apply(Math.Min(amount, SumMax / MoneyUnit) * MoneyUnit, late);
            saturated |= counted > uint.MaxValue || sum > SumMax;
            _bytes.U32(place, (uint)Math.Min(counted, uint.MaxValue));
            _bytes.I64(place + 4, Math.Min(sum, SumMax));
        }

        return saturated;
    }

    private void Advance(long at)
    {
        if (at <= Read.I64(0))
        {
            return;
        }

        for (var index = HalfLives.Hour; index <= HalfLives.Month; index++)
        {
            var ticks = TicksTo(index, at);
            for (var credit = 0; credit < 2; credit++)
            {
                var place = Place(index, credit == 1);
                _bytes.U32(place, (uint)Decay.Apply(Read.U32(place), ticks));
                _bytes.I64(place + 4, Decay.Apply(Read.I64(place + 4), ticks));
            }
        }

        _bytes.I64(0, at);
    }

    private long TicksTo(HalfLives index, long now) => Ticks(index, now) - Ticks(index, Read.I64(0));

    private static long Ticks(HalfLives index, long at) => at * Decay.Ticks / Length(index);

    private static int Place(HalfLives index, bool credit) => 8 + ((int)index * Block) + (credit ? 12 : 0);
}

/// <summary>The four half-lives.</summary>
internal enum HalfLives
{
    Hour = 0,
    Day = 1,
    Week = 2,
    Month = 3,
}
