using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// Whether enough is known of an account to say anything: how long, how much, and whether it shows whose money comes
/// in and what it is lived on. From scoring version 4.
/// </summary>
internal static class Sufficiency
{
    /// <summary>Three whole months and about thirty rows, as an officer asks for.</summary>
    public static HistoryNeed History { get; } = new(85, 30);

    /// <summary>Greatest share of money in that may have no known source where nothing earned is seen.</summary>
    private const double UnknownMax = 0.5;
    private const double PassedMax = 0.8;
    private const int NegativeMax = 30;
    private const int LendersMax = 3;

    /// <summary>
    /// Nothing earned is seen. That says much where money comes from known sources or strain shows, and nothing where
    /// most of it has no source or is own money moved, or where nobody lives on the account: pay may come in elsewhere.
    /// </summary>
    public static bool LacksIncome(Span<byte> state, int day)
    {
        var flow = CashFlow.Of(state, day);
        if (flow.Income >= 1)
        {
            return false;
        }

        var streams = Streams.Of(state, day);
        var strained = streams.Payday > 0 || streams.Collectors > 0 || streams.Lenders >= LendersMax
            || DailyFigures.Of(state, day).Returned > 0 || DailyFigures.PassedOn(state, day) > PassedMax
            || new StandingBalances(state, day).DaysNegative > NegativeMax;
        var unknown = flow.Unearned > UnknownMax * (flow.Unearned + (flow.Borrowed / 3));
        return !strained && !streams.HasIncome && (unknown || flow.Outflow < 1 || IsFedByOwnMoney(state, day, flow));
    }

    /// <summary>Most of what goes out is own money that came in from another account: pay comes in there.</summary>
    private static bool IsFedByOwnMoney(Span<byte> state, int day, in CashFlow flow)
    {
        const int Months = 3;
        var series = new MonthSeries(state, day);
        var moved = 0.0;
        for (var back = 1; back <= Months; back++)
        {
            moved += series.Sum(back, FlowKind.OwnTransfer);
        }

        return moved > flow.Outflow * Months / 2;
    }
}
