namespace OrleansRisk.Core.Accounts;

/// <summary>
/// Debits per bucket of time: number and money. One bucket more is kept than the window has, so that the exact number
/// in the window always lies between what is surely inside and that plus the oldest, straddling bucket.
/// </summary>
internal readonly ref struct TimeRing
{
    public const long HourMs = 3_600_000;
    public const long QuarterDayMs = 6 * HourMs;

    private readonly Span<byte> _bytes;
    private readonly int _buckets;
    private readonly long _width;

    // The slices hold one byte more than the block: 7-byte sums are read with the byte that follows them.
    private TimeRing(Span<byte> bytes, int buckets, long width)
    {
        _bytes = bytes;
        _buckets = buckets;
        _width = width;
    }

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>24 buckets of an hour.</summary>
    public static TimeRing Day(Span<byte> state) =>
        new(state.Slice(Layout.HourRing, Layout.HourRingSize + 1), Layout.HourBuckets, HourMs);

    /// <summary>28 buckets of six hours.</summary>
    public static TimeRing Week(Span<byte> state) =>
        new(state.Slice(Layout.WeekRing, Layout.WeekRingSize + 1), Layout.WeekBuckets, QuarterDayMs);

    /// <summary>What the last <paramref name="buckets"/> buckets before a moment hold.</summary>
    public RingWindow Window(long now, int buckets)
    {
        var current = now / _width;
        var head = (long)Read.I32(0);
        var newest = Math.Min(current, head);
        var kept = Math.Min(newest - (current - buckets), newest - (head - _buckets - 1));
        var (count, sum) = kept > 0 ? Newest((int)(newest % (_buckets + 1)), (int)kept) : default;
        var oldest = current - buckets;
        var straddles = oldest <= head && oldest > head - _buckets - 1;
        return new(
            count, sum,
            straddles ? Read.U16(Place(oldest)) : 0, straddles ? Read.Money(Place(oldest) + 2) : 0,
            1 - (now % _width / (double)_width));
    }

    /// <summary>So many slots that end with this one: as one stretch, or as two round the end of the ring.</summary>
    private (int Count, long Sum) Newest(int slot, int kept)
    {
        var here = Math.Min(kept, slot + 1);
        var (count, sum) = Stretch(slot + 1 - here, here);
        if (kept == here)
        {
            return (count, sum);
        }

        var (earlier, spent) = Stretch(_buckets + 1 - (kept - here), kept - here);
        return (count + earlier, sum + spent);
    }

    private (int Count, long Sum) Stretch(int slot, int slots) =>
        Read.Totals(4 + (slot * Layout.RingSlot), Layout.RingSlot, slots, count: 0, sum: sizeof(ushort));

    /// <summary>Adds at an event's own time; what is older than the ring is not added.</summary>
    public bool Add(long at, bool attempt, long amount)
    {
        var bucket = at / _width;
        var head = (long)Read.I32(0);
        if (bucket > head)
        {
            Advance(head, bucket);
        }
        else if (bucket <= head - _buckets - 1)
        {
            return false;
        }

        var place = Place(bucket);
        if (attempt)
        {
            _bytes.Count16(place);
        }

        return _bytes.AddMoney(place + 2, amount);
    }

    private void Advance(long head, long bucket)
    {
        for (var empty = Math.Max(head + 1, bucket - _buckets); empty <= bucket; empty++)
        {
            _bytes.Slice(Place(empty), Layout.RingSlot).Clear();
        }

        _bytes.I32(0, (int)bucket);
    }

    private int Place(long bucket) => 4 + ((int)(bucket % (_buckets + 1)) * Layout.RingSlot);
}

/// <summary>A window's content: surely inside, and in the bucket that straddles its far edge.</summary>
/// <param name="Share">The part of the straddling bucket that lies inside.</param>
internal readonly record struct RingWindow(int Count, long Sum, int EdgeCount, long EdgeSum, double Share)
{
    public double CountEstimate => Count + (EdgeCount * Share);

    public double SumEstimate => Sum + (EdgeSum * Share);
}
