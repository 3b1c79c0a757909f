namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The last 90 civil days: transactions and money in and out, balance at the end of the day, returned payments.
/// </summary>
internal readonly ref struct DailyRing(Span<byte> state)
{
    internal const int InCount = 0;
    internal const int OutCount = 1;
    internal const int Returned = 3;
    internal const int Flags = 4;
    internal const int InSum = 5;
    internal const int OutSum = 12;
    internal const int Balance = 19;
    internal const byte BalanceKnown = 1;

    /// <summary>Bits 1 to 3 of the flags: own outliers of the day, from scoring version 2 on.</summary>
    internal const int OutlierShift = 1;
    internal const int OutliersMax = 7;

    // One byte more than the block: 7-byte sums are read with the byte that follows them.
    private readonly Span<byte> _bytes = state.Slice(Layout.Days, Layout.DaysSize + 1);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Newest day, 0 for none.</summary>
    public int Head => Read.I32(0);

    public bool Holds(int day) => day > Head - Layout.DaySlots && day <= Head;

    /// <summary>A day; one that the ring does not hold has nothing.</summary>
    public DayEntry this[int day] => new(Holds(day) ? Read.Slice(Place(day), Layout.DaySlot + 1) : default);

    /// <summary>
    /// Debits counted and money gone out on the days from <paramref name="from"/> to <paramref name="to"/>, both
    /// included.
    /// </summary>
    public (int Count, long Sum) OutBetween(int from, int to)
    {
        var first = Math.Max(from, Head - Layout.DaySlots + 1);
        var days = Math.Min(to, Head) - first + 1;
        if (days <= 0)
        {
            return default;
        }

        var slot = Math.Max(first, 0) % Layout.DaySlots;
        var here = Math.Min(days, Layout.DaySlots - slot);
        var (count, sum) = Stretch(slot, here);
        if (days == here)
        {
            return (count, sum);
        }

        var (later, spent) = Stretch(0, days - here);
        return (count + later, sum + spent);
    }

    public void CountAttempt(int day, bool credit)
    {
        if (!Reach(day))
        {
            return;
        }

        if (credit)
        {
            _bytes.Count8(Place(day) + InCount);
        }
        else
        {
            _bytes.Count16(Place(day) + OutCount);
        }
    }

    /// <summary>Adds money, or gives back with a negative amount; says whether a sum was held at its bound.</summary>
    public bool AddMoney(int day, bool credit, long amount) =>
        Reach(day) && _bytes.AddMoney(Place(day) + (credit ? InSum : OutSum), amount);

    /// <summary>Own outliers of the days from one to another, both included; at most 7 of a day.</summary>
    public int OutliersBetween(int from, int to)
    {
        var first = Math.Max(from, Head - Layout.DaySlots + 1);
        var (count, slot) = (0, Math.Max(first, 0) % Layout.DaySlots);
        for (var left = Math.Min(to, Head) - first; left >= 0; left--)
        {
            count += (Read[4 + (slot * Layout.DaySlot) + Flags] >> OutlierShift) & OutliersMax;
            slot = slot == Layout.DaySlots - 1 ? 0 : slot + 1;
        }

        return count;
    }

    public void CountOutlier(int day)
    {
        if (Reach(day) && this[day].Outliers < OutliersMax)
        {
            _bytes[Place(day) + Flags] += 1 << OutlierShift;
        }
    }

    public void CountReturned(int day)
    {
        if (Reach(day))
        {
            _bytes.Count8(Place(day) + Returned);
        }
    }

    public void SetBalance(int day, long balance)
    {
        if (Reach(day))
        {
            _bytes.Money(Place(day) + Balance, Math.Clamp(balance, -Cells.MoneyMax, Cells.MoneyMax));
            _bytes[Place(day) + Flags] |= BalanceKnown;
        }
    }

    private (int Count, long Sum) Stretch(int slot, int slots) =>
        Read.Totals(4 + (slot * Layout.DaySlot), Layout.DaySlot, slots, OutCount, OutSum);

    /// <summary>Makes room up to a day that is newer; false for a day that is too old.</summary>
    private bool Reach(int day)
    {
        var head = Head;
        if (day <= head)
        {
            return Holds(day);
        }

        for (var empty = Math.Max(head + 1, day - Layout.DaySlots + 1); empty <= day; empty++)
        {
            _bytes.Slice(Place(empty), Layout.DaySlot).Clear();
        }

        _bytes.I32(0, day);
        return true;
    }

    private static int Place(int day) => 4 + (day % Layout.DaySlots * Layout.DaySlot);
}

/// <summary>A view of one day; empty for a day that is not there.</summary>
internal readonly ref struct DayEntry(ReadOnlySpan<byte> slot)
{
    private readonly ReadOnlySpan<byte> _slot = slot;

    public int InCount => _slot.IsEmpty ? 0 : _slot[DailyRing.InCount];

    public int OutCount => _slot.IsEmpty ? 0 : _slot.U16(DailyRing.OutCount);

    public long InSum => _slot.IsEmpty ? 0 : _slot.Money(DailyRing.InSum);

    public long OutSum => _slot.IsEmpty ? 0 : _slot.Money(DailyRing.OutSum);

    public int Returned => _slot.IsEmpty ? 0 : _slot[DailyRing.Returned];

    public bool BalanceKnown => !_slot.IsEmpty && (_slot[DailyRing.Flags] & DailyRing.BalanceKnown) != 0;

    public int Outliers =>
        _slot.IsEmpty ? 0 : (_slot[DailyRing.Flags] >> DailyRing.OutlierShift) & DailyRing.OutliersMax;

    /// <summary>At the end of the day so far, where known.</summary>
    public long Balance => _slot.IsEmpty ? 0 : _slot.Money(DailyRing.Balance);
}
