namespace OrleansRisk.Core.Accounts;

/// <summary>The last 90 civil days: transactions and money in and out, balance at the end of the day, returned payments.</summary>
internal readonly ref struct DailyRing(Span<byte> state)
{
    private const int InCount = 0;
    private const int OutCount = 1;
    private const int Returned = 3;
    private const int Flags = 4;
    private const int InSum = 5;
    private const int OutSum = 12;
    private const int Balance = 19;
    private const byte BalanceKnown = 1;

    // One byte more than the block: 7-byte sums are read with the byte that follows them.
    private readonly Span<byte> _bytes = state.Slice(Layout.Days, Layout.DaysSize + 1);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Newest day, 0 for none.</summary>
    public int Head => Read.I32(0);

    public bool Holds(int day) => day > Head - Layout.DaySlots && day <= Head;

    public DayEntry this[int day]
    {
        get
        {
            if (!Holds(day))
            {
                return default;
            }

            var place = Place(day);
            return new(
                Read[place + InCount], Read.U16(place + OutCount), Read.Money(place + InSum), Read.Money(place + OutSum),
                (Read[place + Flags] & BalanceKnown) != 0, Read.Money(place + Balance), Read[place + Returned]);
        }
    }

    /// <summary>Debits counted on the days from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int OutCountBetween(int from, int to)
    {
        var count = 0;
        for (var day = Math.Max(from, Head - Layout.DaySlots + 1); day <= Math.Min(to, Head); day++)
        {
            count += Read.U16(Place(day) + OutCount);
        }

        return count;
    }

    /// <summary>Money that went out on the days from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public long OutSumBetween(int from, int to)
    {
        var sum = 0L;
        for (var day = Math.Max(from, Head - Layout.DaySlots + 1); day <= Math.Min(to, Head); day++)
        {
            sum += Read.Money(Place(day) + OutSum);
        }

        return sum;
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

internal readonly record struct DayEntry(
    int InCount, int OutCount, long InSum, long OutSum, bool BalanceKnown, long Balance, int Returned);
