using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// What an account's months and days say of its means, as of a civil day. Money in minor units; NaN where unknown.
/// </summary>
internal struct CashFlow
{
    /// <summary>Months that <see cref="Borrowed"/> is of, this one with them.</summary>
    public const int BorrowedMonths = IncomeMonths + 1;

    private const int IncomeMonths = 3;
    private const int VariationMonths = 6;
    private const double DaysPerMonth = 30.4;

    /// <summary>
    /// Income that is not borrowed, moved or refunded, a month; from scoring version 4 what is earned.
    /// </summary>
    public double Income;

    /// <summary>What came in otherwise, a month, and is not borrowed, moved or refunded; 0 before.</summary>
    public double Unearned;

    /// <summary>Standard deviation of monthly income over its mean.</summary>
    public double Variation;

    /// <summary>Outflow a month.</summary>
    public double Outflow;
    public double Essential;
    public double Debt;
    public double Cash;
    public double Gambling;
    public double Fees;

    /// <summary>Borrowed in this month and the three before.</summary>
    public double Borrowed;

    private bool _kinds;

    /// <summary>Complete months that the means are of; 0 where they are of what there is of the first ones.</summary>
    public int Months;

    public static CashFlow Of(Span<byte> state, int day)
    {
        var months = new MonthRing(state);
        var current = CivilDate.Month(day);
        var oldestDay = new AccountHeader(state).OldestDay;
        var complete = Math.Min(VariationMonths, current - CivilDate.Month(oldestDay) - 1);
        var flow = new CashFlow { Variation = double.NaN, _kinds = new AccountHeader(state).Kinds };
        if (complete < 1)
        {
            flow.Add(months, current, current - CivilDate.Month(oldestDay) + 1, (day - oldestDay + 1) / DaysPerMonth);
        }
        else
        {
            var counted = Math.Min(IncomeMonths, complete);
            flow.Add(months, current - 1, counted, counted);
            flow.Months = counted;
            flow.Variation = complete < 2 ? double.NaN : flow.VariationOf(months, current - 1, complete);
        }

        for (var month = current; month >= current - IncomeMonths; month--)
        {
            flow.Borrowed += months.Sum(month, FlowKind.LoanIn);
        }

        return flow;
    }

    private void Add(MonthRing ring, int newest, int count, double divisor)
    {
        for (var month = newest; month > newest - count; month--)
        {
            Income += Earned(ring, month) / divisor;
            Unearned += _kinds ? ring.Sum(month, FlowKind.OtherIn) / divisor : 0;
            Essential += ring.Sum(month, FlowKind.Essential) / divisor;
            Cash += ring.Sum(month, FlowKind.Cash) / divisor;
            Debt += ring.Sum(month, FlowKind.Debt) / divisor;
            Gambling += ring.Sum(month, FlowKind.Gambling) / divisor;
            Fees += ring.Sum(month, FlowKind.Fees) / divisor;
            for (var kind = FlowKind.Essential; kind <= FlowKind.OtherOut; kind++)
            {
                Outflow += ring.Sum(month, kind) / divisor;
            }
        }
    }

    private readonly double VariationOf(MonthRing ring, int newest, int count)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var month = newest; month > newest - count; month--)
        {
            var earned = Earned(ring, month);
            sum += earned;
            squares += earned * earned;
        }

        var mean = sum / count;
        return mean <= 0 ? double.NaN : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))) / mean;
    }

    private readonly double Earned(MonthRing ring, int month) =>
        (double)ring.Sum(month, FlowKind.Income) + (_kinds ? 0 : ring.Sum(month, FlowKind.OtherIn));
}
