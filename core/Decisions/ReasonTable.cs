namespace OrleansRisk.Core.Decisions;

/// <summary>In what a reason's figures are counted.</summary>
public enum ReasonUnit : byte
{
    None = 0,

    /// <summary>Minor units of the account's currency.</summary>
    Money,
    Percent,
    Count,

    /// <summary>Things that count less the older they are: at least so many, a whole number.</summary>
    FadedCount,

    /// <summary>Hour of the day in the account's zone.</summary>
    Hour,
    Days,
}

/// <summary>One row a reason code.</summary>
/// <param name="Name">Stable name, as written in answers.</param>
/// <param name="Sentence">{0} the value, {1} what is usual.</param>
/// <param name="Plain">Where the reason carries no figures.</param>
public sealed record ReasonEntry(
    ReasonCode Code, string Name, ReasonUnit Unit, ReasonUnit UsualUnit, string Sentence, string Plain);

/// <summary>Every reason code with its name, units and texts.</summary>
public static class ReasonTable
{
    private static readonly ReasonEntry[] Rows =
    [
        new(ReasonCode.None, "none", ReasonUnit.None, ReasonUnit.None, "no reason", "no reason"),
        new(ReasonCode.AmountUnusual, "amount.unusual", ReasonUnit.Money, ReasonUnit.Money,
            "amount {0}, usually {1}", "unusual amount"),
        new(ReasonCode.AmountLittleHistory, "amount.little_history", ReasonUnit.Money, ReasonUnit.Money,
            "amount {0}, about {1} would be expected; little history to compare with",
            "unusual amount; little history to compare with"),
        new(ReasonCode.VelocityHour, "velocity.burst", ReasonUnit.Count, ReasonUnit.Count,
            "{0} payments within an hour, usually {1}", "many payments within an hour"),
        new(ReasonCode.VelocityDay, "velocity.day", ReasonUnit.Count, ReasonUnit.Count,
            "{0} payments within 24 hours, usually {1}", "many payments within 24 hours"),
        new(ReasonCode.SpendDay, "spend.day", ReasonUnit.Money, ReasonUnit.Money,
            "{0} spent within 24 hours, usually {1} a day", "much spent within 24 hours"),
        new(ReasonCode.SpendWeek, "spend.week", ReasonUnit.Money, ReasonUnit.Money,
            "{0} spent within 7 days, usually {1} a week", "much spent within 7 days"),
        new(ReasonCode.OutliersRepeated, "amount.repeated", ReasonUnit.FadedCount, ReasonUnit.None,
            "other unusually large payments lately: at least {0}", "other unusually large payments lately"),
        new(ReasonCode.CounterpartyNew, "counterparty.new", ReasonUnit.None, ReasonUnit.Percent,
            "counterparty not met before; {1} % of payments here go to someone new", "counterparty not met before"),
        new(ReasonCode.CountryUnusual, "country.unusual", ReasonUnit.Count, ReasonUnit.Count,
            "country seen {0} times in {1} payments", "unusual country"),
        new(ReasonCode.ChannelUnusual, "channel.unusual", ReasonUnit.Count, ReasonUnit.Count,
            "channel seen {0} times in {1} payments", "unusual channel"),
        new(ReasonCode.DeviceUnusual, "device.unusual", ReasonUnit.Count, ReasonUnit.Count,
            "device seen {0} times in {1} payments", "unusual device"),
        new(ReasonCode.CategoryUnusual, "category.unusual", ReasonUnit.Count, ReasonUnit.Count,
            "category seen {0} times in {1} payments", "unusual category"),
        new(ReasonCode.TimeUnusual, "time.unusual", ReasonUnit.Hour, ReasonUnit.Hour,
            "at {0}, usually around {1}", "unusual time of day"),
        new(ReasonCode.BalanceDrained, "balance.drained", ReasonUnit.Percent, ReasonUnit.None,
            "{0} % of the money there a day ago would be gone", "most of the balance would be gone"),
        new(ReasonCode.MoneyPassedThrough, "money.passed_through", ReasonUnit.Percent, ReasonUnit.None,
            "nearly the same amount came in within a day ({0} % alike)", "the same amount came in within a day"),
        new(ReasonCode.CounterpartyRisk, "counterparty.risk", ReasonUnit.Percent, ReasonUnit.Percent,
            "{0} % of this counterparty's transactions are known fraud, {1} % is usual",
                "counterparty with known fraud"),
        new(ReasonCode.CounterpartyRecentFraud, "counterparty.recent_fraud", ReasonUnit.Count, ReasonUnit.None,
            "{0} of this counterparty's newest 3 labelled transactions are fraud", "counterparty with recent fraud"),
        new(ReasonCode.AmountStructured, "amount.structured", ReasonUnit.None, ReasonUnit.None,
            "round amount, or one just below a reporting limit", "round amount, or one just below a reporting limit"),
        new(ReasonCode.PlaceDistant, "place.distant", ReasonUnit.Count, ReasonUnit.None,
            "getting here from the place before would take {0} km/h", "far from the place before"),
        new(ReasonCode.CounterpartiesMany, "counterparty.many", ReasonUnit.Count, ReasonUnit.None,
            "different counterparties lately: {0} times the usual number", "another number of counterparties lately"),
        new(ReasonCode.CounterpartyShare, "counterparty.share", ReasonUnit.Percent, ReasonUnit.None,
            "{0} % of the account's transactions are with this counterparty", "how often this counterparty is met"),
        new(ReasonCode.CounterpartyAccounts, "counterparty.accounts", ReasonUnit.None, ReasonUnit.None,
            "accounts that deal with this counterparty", "accounts that deal with this counterparty"),
        new(ReasonCode.BalanceShare, "balance.share", ReasonUnit.Percent, ReasonUnit.None,
            "{0} % of the balance before it", "large beside the balance"),
        new(ReasonCode.WeekdayUnusual, "weekday.unusual", ReasonUnit.None, ReasonUnit.None,
            "day of the week", "day of the week"),
        new(ReasonCode.AccountHistory, "account.history", ReasonUnit.Count, ReasonUnit.None,
            "{0} transactions of the account are known from before", "what is known of the account from before"),
        new(ReasonCode.InformationMissing, "information.missing", ReasonUnit.None, ReasonUnit.None,
            "something is not known that usually is", "something is not known that usually is"),
        new(ReasonCode.MoneyJustArrived, "money.just_arrived", ReasonUnit.None, ReasonUnit.None,
            "money came in within hours before", "money came in within hours before"),
        new(ReasonCode.AmountOfMonth, "amount.of_month", ReasonUnit.Money, ReasonUnit.Money,
            "amount {0}; in the last 30 days {1} was booked out", "amount large beside other payments"),
        new(ReasonCode.PaymentsOfDay, "payments.of_day", ReasonUnit.Count, ReasonUnit.Count,
            "payments within 24 hours: at least {0}; in the last 30 days {1} a day", "many payments within 24 hours"),
        new(ReasonCode.CounterpartyRecent, "counterparty.recent", ReasonUnit.Days, ReasonUnit.Count,
            "days since the counterparty was first met: at least {0}; payments to it so far: at least {1}",
            "counterparty met first not long ago"),
        new(ReasonCode.CounterpartiesNew, "counterparties.new", ReasonUnit.Count, ReasonUnit.None,
            "different counterparties since yesterday: at least {0}", "several new counterparties since yesterday"),
        new(ReasonCode.PayersNew, "payers.new", ReasonUnit.Count, ReasonUnit.None,
            "different payers within a week: at least {0}", "several new payers within a week"),
        new(ReasonCode.IncomeLow, "income.low", ReasonUnit.Money, ReasonUnit.Money,
            "income of {0} a month; from {1} on no points are lost", "low income"),
        new(ReasonCode.IncomeVaries, "income.varies", ReasonUnit.Percent, ReasonUnit.Percent,
            "monthly income varies by {0} %; up to {1} % no points are lost", "income varies"),
        new(ReasonCode.IncomeStopped, "income.stopped", ReasonUnit.Days, ReasonUnit.Days,
            "no regular income for {0} days; it used to come every {1} days", "regular income has stopped"),
        new(ReasonCode.SavingsLow, "savings.low", ReasonUnit.Percent, ReasonUnit.Percent,
            "{0} % of income is kept; from {1} % on no points are lost", "little of the income is kept"),
        new(ReasonCode.BalanceLow, "balance.low", ReasonUnit.Money, ReasonUnit.Money,
            "balances as low as {0} on one day in ten; a week's spending is {1}", "low balances"),
        new(ReasonCode.BalanceNegative, "balance.negative", ReasonUnit.Days, ReasonUnit.None,
            "overdrawn on {0} of the last 90 days", "account overdrawn"),
        new(ReasonCode.PaymentsReturned, "payments.returned", ReasonUnit.Count, ReasonUnit.None,
            "{0} returned payments within 90 days", "returned payments"),
        new(ReasonCode.DebtHigh, "debt.high", ReasonUnit.Percent, ReasonUnit.Percent,
            "{0} % of income goes into debt payments; up to {1} % no points are lost", "high debt payments"),
        new(ReasonCode.LendersSeveral, "lenders.several", ReasonUnit.Count, ReasonUnit.Count,
            "{0} lenders within 90 days; with {1} no points are lost", "several lenders"),
        new(ReasonCode.BorrowingRecent, "borrowing.recent", ReasonUnit.Percent, ReasonUnit.None,
            "{0} % of a month's income borrowed within three months", "recent borrowing"),
        new(ReasonCode.SpendingFaster, "spending.faster", ReasonUnit.Percent, ReasonUnit.Percent,
            "spending of the last 14 days at {0} % of what is usual", "spending has sped up"),
        new(ReasonCode.GamblingHigh, "gambling.high", ReasonUnit.Percent, ReasonUnit.None,
            "{0} % of income goes into gambling", "gambling"),
        new(ReasonCode.FeesHigh, "fees.high", ReasonUnit.Percent, ReasonUnit.None,
            "{0} % of income goes into account fees", "high account fees"),
        new(ReasonCode.HistoryShort, "history.short", ReasonUnit.Days, ReasonUnit.Days,
            "only {0} days known; from {1} days on no points are lost", "short history"),
        new(ReasonCode.ReserveLow, "reserve.low", ReasonUnit.Days, ReasonUnit.Days,
            "the balance of an ordinary day covers {0} days of spending; from {1} days on no points are lost",
            "small reserve"),
        new(ReasonCode.PaydayLoans, "payday.loans", ReasonUnit.Count, ReasonUnit.None,
            "lenders of loans until the next pay within a year: {0}", "loans until the next pay"),
        new(ReasonCode.Collectors, "collectors.paid", ReasonUnit.Count, ReasonUnit.None,
            "debt collectors paid within a year: {0}", "debt collectors"),
        new(ReasonCode.IncomeFalls, "income.falls", ReasonUnit.Percent, ReasonUnit.Percent,
            "income of the last two months at {0} % of the four before; from {1} % on no points are lost",
            "income has fallen"),
        new(ReasonCode.SourceUnknown, "source.unknown", ReasonUnit.Percent, ReasonUnit.Percent,
            "of {0} % of the money coming in no source is known; up to {1} % no points are lost",
            "money without a known source"),
        new(ReasonCode.IncomeNone, "income.none", ReasonUnit.None, ReasonUnit.None,
            "nothing earned was seen", "nothing earned was seen"),
        new(ReasonCode.ReturnedInAYear, "payments.returned_year", ReasonUnit.Count, ReasonUnit.None,
            "returned payments within about a year: {0}", "returned payments"),
        new(ReasonCode.ReserveUnpaid, "reserve.unpaid", ReasonUnit.Days, ReasonUnit.Days,
            "bills went back unpaid, so the balance counts for at most {0} days of spending; " +
                "from {1} days on no points are lost",
            "bills went back unpaid, so the balance counts for little"),
        new(ReasonCode.BalanceUnpaid, "balance.unpaid", ReasonUnit.Money, ReasonUnit.None,
            "bills went back unpaid, so low balances count as at most a week's spending, {0}",
            "bills went back unpaid, so low balances count for little"),
        new(ReasonCode.SpendingAboveIncome, "spending.above_income", ReasonUnit.Money, ReasonUnit.Money,
            "{0} a month goes out, more than the income of {1}", "more goes out than is earned"),
        new(ReasonCode.IncomeDrops, "income.drops", ReasonUnit.Percent, ReasonUnit.Percent,
            "income falls by {0} % from one month to the next, on average; up to {1} % no points are lost",
            "income falls from one month to the next"),
        new(ReasonCode.LoansNew, "loans.new", ReasonUnit.Count, ReasonUnit.Count,
            "loans paid out within about three months: {0}; up to {1} no points are lost", "several new loans"),
        new(ReasonCode.DebtBesideHousing, "debt.beside_housing", ReasonUnit.Percent, ReasonUnit.Percent,
            "{0} % of income goes into debts other than the mortgage; up to {1} % no points are lost",
            "high payments of debts other than the mortgage"),
    ];

    private static readonly Dictionary<ReasonCode, ReasonEntry> ByCode = Rows.ToDictionary(row => row.Code);

    /// <summary>All reasons in the order of their numbers, without <see cref="ReasonCode.None"/>.</summary>
    public static IEnumerable<ReasonEntry> All => Rows.Skip(1);

    /// <summary>Throws for a number that is no reason: a record that carries one is damaged.</summary>
    public static ReasonEntry Of(ReasonCode code) => ByCode.TryGetValue(code, out var entry)
        ? entry
        : throw new ArgumentOutOfRangeException(nameof(code), code, "no such reason");
}
