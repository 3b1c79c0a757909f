using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// The months of an account counted back from that of a day: 0 is that month so far, 1 the last complete one.
/// </summary>
internal readonly ref struct MonthSeries
{
    private readonly MonthRing _ring;
    private readonly int _current;
    private readonly bool _kinds;

    public MonthSeries(Span<byte> state, int day)
    {
        _ring = new MonthRing(state);
        _current = CivilDate.Month(day);
        _kinds = new AccountHeader(state).Kinds;
        Complete = Math.Max(
            0, Math.Min(Layout.MonthSlots - 1, _current - CivilDate.Month(new AccountHeader(state).OldestDay) - 1));
    }

    /// <summary>Complete months that are known: the one the account began in is not.</summary>
    public int Complete { get; }

    public long Sum(int back, FlowKind kind) => _ring.Sum(_current - back, kind);

    public int Count(int back, FlowKind kind) => _ring.Count(_current - back, kind);

    /// <summary>
    /// What came in and is neither borrowed, moved nor refunded; from scoring version 4 what is earned.
    /// </summary>
    public double Earned(int back) =>
        (double)Sum(back, FlowKind.Income) + (_kinds ? 0 : Sum(back, FlowKind.OtherIn));

    /// <summary>Earned of so many months, of which the last lies so far back.</summary>
    public double EarnedOf(int months, int back)
    {
        var sum = 0.0;
        for (var each = back; each < back + months; each++)
        {
            sum += Earned(each);
        }

        return sum;
    }

    public double Spent(int back)
    {
        var spent = 0.0;
        for (var kind = FlowKind.Essential; kind <= FlowKind.OtherOut; kind++)
        {
            spent += Sum(back, kind);
        }

        return spent;
    }

    /// <summary>Bills, debts and purchases: what goes out neither in cash nor into fees nor gambling.</summary>
    public double Noncash(int back) => (double)Sum(back, FlowKind.Essential) + Sum(back, FlowKind.Debt) +
        Sum(back, FlowKind.OtherOut);

    /// <summary>Of this month and those before it, so many in all.</summary>
    public double Recent(FlowKind kind, int months)
    {
        var sum = 0.0;
        for (var back = 0; back < months; back++)
        {
            sum += Sum(back, kind);
        }

        return sum;
    }

    public int RecentCount(FlowKind kind, int months)
    {
        var count = 0;
        for (var back = 0; back < months; back++)
        {
            count += Count(back, kind);
        }

        return count;
    }
}
