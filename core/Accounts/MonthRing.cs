namespace OrleansRisk.Core.Accounts;

/// <summary>The last 13 calendar months: money and number per kind of flow.</summary>
internal readonly ref struct MonthRing(Span<byte> state)
{
    private const int CountAt = 7;

    private readonly Span<byte> _bytes = state.Slice(Layout.Months, Layout.MonthsSize);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Newest month as year × 12 + month − 1, 0 for none.</summary>
    public int Head => Read.I32(0);

    public bool Holds(int month) => month > Head - Layout.MonthSlots && month <= Head;

    public long Sum(int month, FlowKind kind) => Holds(month) ? Read.Money(Place(month, kind)) : 0;

    public int Count(int month, FlowKind kind) => Holds(month) ? Read[Place(month, kind) + CountAt] : 0;

    /// <summary>Adds money, or gives back with a negative amount; says whether a sum was held at its bound.</summary>
    public bool Add(int month, FlowKind kind, long amount, bool count)
    {
        if (month > Head)
        {
            Advance(month);
        }
        else if (!Holds(month))
        {
            return false;
        }

        var place = Place(month, kind);
        if (count)
        {
            _bytes.Count8(place + CountAt);
        }

        return _bytes.AddMoney(place, amount);
    }

    private void Advance(int month)
    {
        for (var empty = Math.Max(Head + 1, month - Layout.MonthSlots + 1); empty <= month; empty++)
        {
            _bytes.Slice(Place(empty, 0), Layout.MonthSlot).Clear();
        }

        _bytes.I32(0, month);
    }

    private static int Place(int month, FlowKind kind) =>
        4 + (month % Layout.MonthSlots * Layout.MonthSlot) + ((int)kind * Layout.MonthCell);
}

/// <summary>What money is for, as far as credit cares. Persisted by number.</summary>
internal enum FlowKind
{
    /// <summary>Wages, pensions, business income.</summary>
    Income = 0,
    OtherIn = 1,
    LoanIn = 2,

    /// <summary>Between the customer's own accounts: in positive, out negative; neither income nor spending.</summary>
    OwnTransfer = 3,

    /// <summary>Housing, utilities, food, insurance, transport, tax.</summary>
    Essential = 4,

    /// <summary>Payments of loans, cards and instalments.</summary>
    Debt = 5,
    Cash = 6,
    Gambling = 7,
    Fees = 8,
    OtherOut = 9,
}
