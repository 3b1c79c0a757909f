using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// A cash-flow scorecard on stated expert weights: it ranks, and it is not calibrated, for no outcomes stand behind it.
/// A factor that cannot be known costs nothing. See docs/decisions/0105-expert-credit-scorecard.md for where the
/// weights come from.
/// </summary>
internal static class ExpertScorecard
{
    public const int Factors = 14;

    /// <summary>Natural logarithm of the odds good to bad of an account that loses nothing: 831 points.</summary>
    public const double BestLogOdds = 6.6;

    private const double Ln2 = 0.6931471805599453;
    private const double AnchorLogOdds = 3.4011973816621555; // ln 30
    private const double AnchorPoints = 600;
    private const double PointsPerDoubling = 50;

    private static readonly Factor IncomeLow = new(ReasonCode.IncomeLow, 1.0, Fine: 0.7, Bad: -1.4);
    private static readonly Factor IncomeVaries = new(ReasonCode.IncomeVaries, 0.7, Fine: 15, Bad: 80);
    private static readonly Factor IncomeStopped = new(ReasonCode.IncomeStopped, 2.2, Fine: 1.3, Bad: 3.0);
    private static readonly Factor SavingsLow = new(ReasonCode.SavingsLow, 1.0, Fine: 10, Bad: -30);
    private static readonly Factor BalanceLow = new(ReasonCode.BalanceLow, 0.8, Fine: 1.0, Bad: 0.0);
    private static readonly Factor BalanceNegative = new(ReasonCode.BalanceNegative, 1.2, Fine: 0, Bad: 30);
    private static readonly Factor PaymentsReturned = new(ReasonCode.PaymentsReturned, 1.6, Fine: 0, Bad: 3);
    private static readonly Factor DebtHigh = new(ReasonCode.DebtHigh, 1.3, Fine: 20, Bad: 60);
    private static readonly Factor LendersSeveral = new(ReasonCode.LendersSeveral, 1.1, Fine: 2, Bad: 5);
    private static readonly Factor BorrowingRecent = new(ReasonCode.BorrowingRecent, 1.1, Fine: 0, Bad: 200);
    private static readonly Factor SpendingFaster = new(ReasonCode.SpendingFaster, 0.5, Fine: 130, Bad: 300);
    private static readonly Factor GamblingHigh = new(ReasonCode.GamblingHigh, 0.9, Fine: 1, Bad: 20);
    private static readonly Factor FeesHigh = new(ReasonCode.FeesHigh, 0.5, Fine: 0.5, Bad: 5);
    private static readonly Factor HistoryShort = new(ReasonCode.HistoryShort, 0.9, Fine: 365, Bad: 30);

    public static void Find(Span<byte> state, int day, in Streams streams, Span<Finding> findings)
    {
        var flow = CashFlow.Of(state, day);
        var daily = DailyFigures.Of(state, day);
        var header = new AccountHeader(state);
        var expected = Priors.Amount(header.Currency, PayWay.Incoming);
        findings[0] = Found(IncomeLow, Logarithm.Log(Math.Max(flow.Income, 1) / expected), flow.Income, expected * 2);
        findings[1] = Found(IncomeVaries, 100 * flow.Variation);
        findings[2] = Found(
            IncomeStopped, streams.HasIncome ? Overdue(streams) : double.NaN, streams.DaysSince, streams.GapDays);
        findings[3] = Found(SavingsLow, Share(flow.Income - flow.Outflow, flow.Income));
        findings[4] = Found(BalanceLow, daily.LowBalance / Math.Max(daily.WeeklyOutflow, 1), daily.LowBalance,
            daily.WeeklyOutflow);
        findings[5] = Found(BalanceNegative, daily.DaysNegative);
        findings[6] = Found(PaymentsReturned, daily.Returned);
        findings[7] = Found(DebtHigh, Share(flow.Debt, flow.Income));
        findings[8] = Found(LendersSeveral, streams.Lenders);
        findings[9] = Found(BorrowingRecent, Share(flow.Borrowed, flow.Income));
        findings[10] = Found(SpendingFaster, 100 * daily.Pace);
        findings[11] = Found(GamblingHigh, Share(flow.Gambling, flow.Income));
        findings[12] = Found(FeesHigh, Share(flow.Fees, flow.Income));
        findings[13] = Found(HistoryShort, DaysOpen(header, day));
    }

    /// <summary>Log odds that an income costs which has not come for so long; nothing where there is none.</summary>
    public static double OverdueLoss(in Streams streams) =>
        streams.HasIncome ? IncomeStopped.Loss(Overdue(streams)) : 0;

    public static double PointsOf(double logOdds) =>
        AnchorPoints + (PointsPerDoubling / Ln2 * (logOdds - AnchorLogOdds));

    /// <summary>Points that a loss of log odds is worth.</summary>
    public static double PointsLost(double nats) => PointsPerDoubling / Ln2 * nats;

    private static Finding Found(Factor factor, double value) => Found(factor, value, value, factor.Fine);

    private static Finding Found(Factor factor, double measure, double value, double usual) =>
        new(factor, factor.Loss(measure), value, usual);

    /// <summary>Days since the income came, in its own gaps; one that comes more often than weekly counts as weekly.
    /// </summary>
    private static double Overdue(in Streams streams) => streams.DaysSince / Math.Max(streams.GapDays, 7);

    /// <summary>Percent of income; without any income a flow weighs as if it were five times the income.</summary>
    private static double Share(double flow, double income) =>
        income >= 1 ? Math.Clamp(100 * flow / income, -500, 500) : Math.Sign(flow) * 500.0;

    /// <summary>Days since opening as stated, else since the first transaction.</summary>
    private static double DaysOpen(AccountHeader header, int day) =>
        day - (header.OpenedDay == 0 ? header.OldestDay : Math.Min(header.OpenedDay, header.OldestDay)) + 1;
}
