using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// The expert scorecard of scoring version 4: it ranks, and it is not calibrated, for no outcomes stand behind it. What
/// is not known costs what it costs an account in the middle, so nobody wins by leaving something out. Fine and bad lie
/// far apart, so that few accounts lose nothing of a factor. Weights are those that samples/officers/RUBRIC.md gives
/// its signs in words; see docs/decisions/0162-money-has-kinds.md.
/// </summary>
internal static class KindsScorecard
{
    public const int Factors = 20;

    /// <summary>Natural logarithm of the odds good to bad of an account that loses nothing: 888 points.</summary>
    public const double BestLogOdds = 7.4;

    private const double DaysPerMonth = 30.4;
    private const double Most = 5;
    private const int Year = 12;

    /// <summary>From so many returned payments on a balance counts as a reserve of at most so many days.</summary>
    private const int UnpaidMin = 2;
    private const double UnpaidDays = 7;

    /// <summary>Greatest loss for spending beyond the income where next to nothing is in reserve.</summary>
    private const double Unbacked = 0.1;

    /// <summary>Share of the loss for what is kept at which a twentieth more is spent than earned.</summary>
    private const double OverspentFrom = 0.7;

    /// <summary>What a returned payment, payday lender or collector of longer ago than 90 days weighs.</summary>
    private const double OlderShare = 0.7;

    private static readonly KindsFactor ReserveLow = new(ReasonCode.ReserveLow, 1.6, Fine: 120, Bad: 0, Middle: 0.5);
    private static readonly KindsFactor BalanceLow = new(ReasonCode.BalanceLow, 1.1, Fine: 4, Bad: -0.5, Middle: 0.5);
    private static readonly KindsFactor ReserveUnpaid = ReserveLow with { Code = ReasonCode.ReserveUnpaid };
    private static readonly KindsFactor BalanceUnpaid = BalanceLow with { Code = ReasonCode.BalanceUnpaid };
    private static readonly KindsFactor Negative = new(ReasonCode.BalanceNegative, 1.6, Fine: 0, Bad: 60, Middle: 0.1);
    private static readonly KindsFactor Returned = new(ReasonCode.ReturnedInAYear, 2.0, Fine: 0, Bad: 3, Middle: 0.05);
    private static readonly KindsFactor EachMonth = new(ReasonCode.ReturnedInAYear, 1.2, Fine: 3, Bad: 13, Middle: 0);
    private static readonly KindsFactor DebtHigh = new(ReasonCode.DebtHigh, 1.9, Fine: 5, Bad: 60, Middle: 0.2);
    private static readonly KindsFactor BesideHousing = DebtHigh with { Code = ReasonCode.DebtBesideHousing };
    private static readonly KindsFactor Lenders = new(ReasonCode.LendersSeveral, 0.9, Fine: 1, Bad: 6, Middle: 0.15);
    private static readonly KindsFactor Borrows = new(ReasonCode.BorrowingRecent, 1.3, Fine: 0, Bad: 250, Middle: 0.1);
    private static readonly KindsFactor NewLoans = new(ReasonCode.LoansNew, 1.2, Fine: 1, Bad: 5, Middle: 0.05);
    private static readonly KindsFactor Payday = new(ReasonCode.PaydayLoans, 2.0, Fine: 0, Bad: 3, Middle: 0.05);
    private static readonly KindsFactor Collectors = new(ReasonCode.Collectors, 1.6, Fine: 0, Bad: 2, Middle: 0.05);
    private static readonly KindsFactor Gambling = new(ReasonCode.GamblingHigh, 1.6, Fine: 0.5, Bad: 12, Middle: 0.05);
    private static readonly KindsFactor Stopped = new(ReasonCode.IncomeStopped, 2.0, Fine: 1.3, Bad: 3, Middle: 0.05);
    private static readonly KindsFactor Falls = new(ReasonCode.IncomeFalls, 1.4, Fine: 85, Bad: 25, Middle: 0.15);
    private static readonly KindsFactor Drops = new(ReasonCode.IncomeDrops, 0.6, Fine: 3, Bad: 50, Middle: 0.35);
    private static readonly KindsFactor Low = new(ReasonCode.IncomeLow, 0.3, Fine: 1.4, Bad: -1.4, Middle: 0.5);
    private static readonly KindsFactor Kept = new(ReasonCode.SavingsLow, 1.2, Fine: 30, Bad: -20, Middle: 0.5);
    private static readonly KindsFactor Overspent = Kept with { Code = ReasonCode.SpendingAboveIncome };
    // With the middle of what is kept, which nothing says without income, as much as all of that beside 2.5.
    private static readonly KindsFactor None = new(ReasonCode.IncomeNone, 3.1, Fine: 0, Bad: 1, Middle: 0);
    private static readonly KindsFactor Unknown = new(ReasonCode.SourceUnknown, 1.2, Fine: 10, Bad: 80, Middle: 0.2);
    private static readonly KindsFactor PassedOn = new(ReasonCode.SourceUnknown, 2.4, Fine: 60, Bad: 95, Middle: 0);
    private static readonly KindsFactor Fees = new(ReasonCode.FeesHigh, 0.4, Fine: 0, Bad: 4, Middle: 0.1);
    private static readonly KindsFactor Short = new(ReasonCode.HistoryShort, 0.6, Fine: 540, Bad: 60, Middle: 0.3);

    public static void Find(Span<byte> state, int day, Span<Finding> findings)
    {
        var header = new AccountHeader(state);
        var (flow, streams) = (CashFlow.Of(state, day), Streams.Of(state, day));
        var months = new MonthSeries(state, day);
        var lately = DailyFigures.Of(state, day).Returned;
        var returned = Math.Max(lately, months.RecentCount(FlowKind.Fees, Year));
        findings[3] = ReturnedOf(lately + (OlderShare * (returned - lately)), returned);
        Balances(state, day, flow, returned, findings);
        Obligations(flow, streams, findings);
        findings[19] = NewLoans.Of(months.RecentCount(FlowKind.LoanIn, CashFlow.BorrowedMonths) - StudyLoans(streams));
        var expected = Priors.Amount(header.Currency, PayWay.Incoming);
        var earns = flow.Income >= 1;
        findings[10] = earns ? Overdue(streams) : Stopped.Of(0);
        findings[11] = Falls.Of(LatelyOverBefore(months));
        findings[12] = Drops.Of(100 * MeanDrop(months));
        findings[13] = Low.Of(
            Logarithm.Log(Math.Max(flow.Income, 1) / expected), flow.Income, expected * Exponential.Exp(Low.Fine));
        findings[14] = KeptOf(flow, streams.StudyFunding);
        findings[0] = Backing(findings[0], findings[14]);
        // What is kept while bills go back unpaid is not saved.
        var unsaved = returned > UnpaidMin ? Math.Max(0, Kept.Of(0).Loss - findings[14].Loss) : 0;
        findings[3] = findings[3] with { Loss = findings[3].Loss + unsaved };
        findings[15] = None.Of(earns ? 0 : 1, double.NaN, double.NaN);
        findings[16] = SourceOf(state, day, flow);
        findings[17] = OfIncome(Fees, flow.Fees, flow);
        findings[18] = Short.Of(DaysOpen(header, day));
    }

    /// <summary>Points where so much is lost in all.</summary>
    public static short PointsOf(double lost) => (short)Math.Clamp(
        Math.Floor(ExpertScorecard.PointsOf(BestLogOdds - lost) + 0.5), Limits.ScoreMin, Limits.ScoreMax);

    /// <summary>What the factor with this reason is read from: what would be other if that were not known.</summary>
    public static Reads ReadsOf(ReasonCode code) => code switch
    {
        ReasonCode.ReserveLow or ReasonCode.BalanceLow or ReasonCode.ReserveUnpaid or ReasonCode.BalanceUnpaid =>
            Reads.Flows | Reads.Balances | Reads.Categories, // returned payments cap them
        ReasonCode.BalanceNegative => Reads.Balances,
        ReasonCode.HistoryShort => Reads.None,
        ReasonCode.ReturnedInAYear or ReasonCode.LendersSeveral or ReasonCode.PaydayLoans or ReasonCode.Collectors =>
            Reads.Flows | Reads.Categories | Reads.Names,
        ReasonCode.DebtHigh or ReasonCode.DebtBesideHousing or ReasonCode.LoansNew or ReasonCode.BorrowingRecent
            or ReasonCode.GamblingHigh or ReasonCode.FeesHigh =>
            Reads.Flows | Reads.Categories,
        _ => Reads.Flows,
    };

    /// <summary>Log odds that an income costs which has not come for so long; nothing where there is none.</summary>
    public static double OverdueLoss(in Streams streams) => streams.HasIncome ? Overdue(streams).Loss : 0;

    /// <summary>
    /// Days since the income came, in its own gaps, of a week at least; one that came once may come once a month.
    /// </summary>
    private static Finding Overdue(in Streams streams)
    {
        var gap = streams.GapDays > 0 ? streams.GapDays : DaysPerMonth;
        var measure = streams.HasIncome ? streams.DaysSince / Math.Max(gap, 7) : double.NaN;
        return streams.GapDays > 0
            ? Stopped.Of(measure, streams.DaysSince, streams.GapDays)
            : Stopped.Of(measure, double.NaN, double.NaN);
    }

    /// <summary>What is left of the income; where more goes out than comes in, that is said, in money.</summary>
    /// <remarks>
    /// Money without a source, and what a lender for studies pays, may be what is spent beyond the income: with them
    /// nothing is kept, and nothing is spent that there is not.
    /// </remarks>
    private static Finding KeptOf(in CashFlow flow, double studyFunding)
    {
        var left = flow.Income - flow.Outflow;
        left = left < 0 ? Math.Min(0, left + flow.Unearned + studyFunding) : left;
        var kept = flow.Income >= 1 ? Share(left, flow) : double.NaN;
        return kept < 0 ? Overspent.Of(kept, flow.Outflow, flow.Income) : Kept.Of(kept);
    }

    /// <summary>A reserve of next to nothing is graver where more is spent than earned.</summary>
    private static Finding Backing(in Finding reserve, in Finding kept)
    {
        var thin = reserve.Known ? Math.Clamp((reserve.Loss / reserve.Factor.Nats * 5) - 4, 0, 1) : 0;
        var beyond = Math.Clamp(((kept.Loss / Kept.Nats) - OverspentFrom) / (1 - OverspentFrom), 0, 1);
        return reserve with
        {
            Factor = reserve.Factor with { Nats = reserve.Factor.Nats + Unbacked },
            Loss = reserve.Loss + (Unbacked * thin * beyond),
        };
    }

    /// <summary>Three in a year is grave; one after the other, to the end, is graver.</summary>
    private static Finding ReturnedOf(double weighed, int returned)
    {
        var found = Returned.Of(weighed, returned, 0);
        return found with
        {
            Factor = found.Factor with { Nats = Returned.Nats + EachMonth.Nats + Negative.Nats + Kept.Nats },
            Loss = found.Loss + EachMonth.Of(weighed).Loss,
        };
    }

    /// <summary>
    /// Mean share by which income falls from one complete month of six to the next; a rise is none. An income that is
    /// raised does not vary the more for it.
    /// </summary>
    private static double MeanDrop(in MonthSeries months)
    {
        const int Most = 6;
        var (sum, count) = (0.0, Math.Min(Most, months.Complete) - 1);
        for (var back = 1; back <= count; back++)
        {
            var before = months.Earned(back + 1);
            sum += before < 1 ? 0 : Math.Max(0, 1 - (months.Earned(back) / before));
        }

        return count < 1 || months.EarnedOf(count + 1, 1) < 1 ? double.NaN : sum / count;
    }

    /// <summary>Money that is there because bills went back unpaid is no reserve.</summary>
    private static void Balances(Span<byte> state, int day, in CashFlow flow, int returned, Span<Finding> findings)
    {
        var balances = new StandingBalances(state, day);
        var perDay = Math.Max(1, flow.Outflow / DaysPerMonth);
        var most = returned >= UnpaidMin
            ? Math.Clamp(UnpaidDays - (returned - UnpaidMin - 1), 0, UnpaidDays)
            : double.MaxValue;
        var covered = Math.Clamp(balances.Middle / perDay, -120, 365);
        var low = balances.Low / perDay;
        findings[0] = covered > most
            ? ReserveUnpaid.Of(most)
            : ReserveLow.Of(covered, Math.Max(0, covered), ReserveLow.Fine);
        findings[1] = low > most
            ? BalanceUnpaid.Of(most / 7, most * perDay, double.NaN)
            : BalanceLow.Of(low / 7, balances.Low, 7 * perDay);
        findings[2] = Negative.Of(90 * balances.ShareNegative, balances.DaysNegative, 0);
        // A bill that went back would have overdrawn the account: no balance is better for it.
        var spared = findings[2].Known ? Negative.Of(UnpaidDays * (returned - UnpaidMin)).Loss : 0;
        findings[3] = findings[3] with { Loss = findings[3].Loss + Math.Max(0, spared - findings[2].Loss) };
    }

    /// <summary>Terms that are paid in so many months: no sign of anything.</summary>
    private static int StudyLoans(in Streams streams) => streams.StudyFunding < 1 ? 0 : 2;

    /// <summary>
    /// Money without a source; far worse if it leaves again as it comes. The reason says no more than the first, for
    /// nobody is to be told what he is suspected of.
    /// </summary>
    private static Finding SourceOf(Span<byte> state, int day, in CashFlow flow)
    {
        var cameIn = flow.Income + flow.Unearned;
        var share = cameIn >= 1 ? flow.Unearned / cameIn : double.NaN;
        var found = Unknown.Of(100 * share);
        var passed = PassedOn.Of(100 * DailyFigures.PassedOn(state, day) * Math.Clamp(2 * share, 0, 1));
        return passed.Known ? found with { Loss = found.Loss + passed.Loss } : found;
    }

    private static void Obligations(in CashFlow flow, in Streams streams, Span<Finding> findings)
    {
        findings[4] = streams.HousingDebt < 1
            ? OfIncome(DebtHigh, flow.Debt, flow)
            : OfIncome(BesideHousing, Math.Max(0, flow.Debt - streams.HousingDebt), flow);
        findings[5] = Lenders.Of(streams.Lenders);
        findings[6] = OfIncome(
            Borrows, Math.Max(0, flow.Borrowed - (CashFlow.BorrowedMonths * streams.StudyFunding)), flow);
        var (payday, collectors) = (
            streams.Payday + streams.PaydayBefore, streams.Collectors + streams.CollectorsBefore);
        findings[7] = Payday.Of(streams.Payday + (OlderShare * streams.PaydayBefore), payday, 0);
        findings[8] = Collectors.Of(streams.Collectors + (OlderShare * streams.CollectorsBefore), collectors, 0);
        findings[9] = OfIncome(Gambling, flow.Gambling, flow);
    }

    /// <summary>
    /// Percent: the last two complete months over the middle of the four before, a month; not a number with fewer than
    /// three. The middle, for a bonus that is over is no fall, nor is a month that had one pay day more.
    /// </summary>
    private static double LatelyOverBefore(in MonthSeries months)
    {
        const int Lately = 2, Before = 4, Least = 3;
        Span<double> earned = stackalloc double[Before];
        earned = earned[..Math.Clamp(months.Complete - Lately, 0, Before)];
        for (var i = 0; i < earned.Length; i++)
        {
            earned[i] = months.Earned(Lately + 1 + i);
        }

        earned.Sort();
        var middle = earned.Length < Least ? 0 : (earned[(earned.Length - 1) / 2] + earned[earned.Length / 2]) / 2;
        return middle < 1 ? double.NaN : Math.Min(500, 100 * months.EarnedOf(Lately, 1) / Lately / middle);
    }

    /// <summary>
    /// A share of income, without figures where there is none to give it of, and where it is so many times the income
    /// that a percentage says nothing.
    /// </summary>
    private static Finding OfIncome(in KindsFactor factor, double money, in CashFlow flow) =>
        Share(money, flow) is var share && flow.Income >= 1 && share < 100 * Most
            ? factor.Of(share)
            : factor.Of(share, double.NaN, double.NaN);

    /// <summary>Percent of income; of what goes out where nothing is earned.</summary>
    private static double Share(double money, in CashFlow flow)
    {
        var whole = flow.Income >= 1 ? flow.Income : Math.Max(1, flow.Outflow);
        return Math.Clamp(100 * money / whole, -100 * Most, 100 * Most);
    }

    /// <summary>Days since opening as stated, else since the first transaction.</summary>
    private static double DaysOpen(AccountHeader header, int day) =>
        day - (header.OpenedDay == 0 ? header.OldestDay : Math.Min(header.OpenedDay, header.OldestDay)) + 1;
}

/// <summary>
/// A factor of the card: nothing is lost at fine, all of its nats at bad, evenly between; where the measure is not
/// known, as much as in the middle of a population.
/// </summary>
/// <param name="Nats">Greatest loss, as the natural logarithm of the odds.</param>
/// <param name="Middle">Share of it that is lost where nothing is known.</param>
internal readonly record struct KindsFactor(ReasonCode Code, double Nats, double Fine, double Bad, double Middle)
{
    public Finding Of(double measure) => Of(measure, measure, Fine);

    /// <param name="measure">Between fine and bad.</param>
    /// <param name="value">As the reason says it.</param>
    /// <param name="usual">What loses nothing, as the reason says it.</param>
    public Finding Of(double measure, double value, double usual)
    {
        var known = !double.IsNaN(measure);
        var share = known ? Math.Clamp((measure - Fine) / (Bad - Fine), 0, 1) : Middle;
        return new Finding(new Factor(Code, Nats, Fine, Bad), Nats * share, known ? value : double.NaN, usual)
        {
            Known = known,
        };
    }
}
