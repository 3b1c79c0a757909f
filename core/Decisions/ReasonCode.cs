namespace OrleansRisk.Core.Decisions;

/// <summary>
/// Every reason a score can give; persisted by number, written by name (<c>amount.unusual</c>). A number is never
/// reused.
/// </summary>
public enum ReasonCode : ushort
{
    None = 0,

    // Anomaly. Money in minor units of the account's currency.

    /// <summary>Money; usual: the account's shrunk mean of this way of paying.</summary>
    AmountUnusual = 1,

    /// <summary>As <see cref="AmountUnusual"/>, with too little history to weigh it fully.</summary>
    AmountLittleHistory = 2,

    /// <summary>Payments within an hour; usual: expected number.</summary>
    VelocityHour = 3,

    /// <summary>Payments within 24 hours; usual: expected number.</summary>
    VelocityDay = 4,

    /// <summary>Money spent within 24 hours; usual: per day.</summary>
    SpendDay = 5,

    /// <summary>Money spent within 7 days; usual: per week.</summary>
    SpendWeek = 6,

    /// <summary>Own outliers lately, fading with a half-life of a week; no usual.</summary>
    OutliersRepeated = 7,

    /// <summary>No value; usual: percent of payments that go to someone new.</summary>
    CounterpartyNew = 8,

    /// <summary>Times seen before; usual: payments it is compared with.</summary>
    CountryUnusual = 9,
    ChannelUnusual = 10,
    DeviceUnusual = 11,
    CategoryUnusual = 12,

    /// <summary>Hour of the account's day; usual: its busiest hour.</summary>
    TimeUnusual = 13,

    /// <summary>Percent of the money there 24 hours ago that is gone with this payment; no usual.</summary>
    BalanceDrained = 14,

    /// <summary>Percent of the money that came in within a day; no usual.</summary>
    MoneyPassedThrough = 15,

    /// <summary>Percent of the counterparty's transactions known as fraud; usual: percent anywhere.</summary>
    CounterpartyRisk = 16,

    /// <summary>Frauds among the counterparty's newest three labelled transactions; no usual.</summary>
    CounterpartyRecentFraud = 17,

    // Anomaly, where a model scored. From scoring version 3.

    /// <summary>No value: a round amount, or one just below a limit from which it is reported.</summary>
    AmountStructured = 18,

    /// <summary>Kilometres an hour; no usual.</summary>
    PlaceDistant = 19,

    /// <summary>Times the account's usual number; no usual.</summary>
    CounterpartiesMany = 20,

    /// <summary>Percent of the account's transactions; no usual.</summary>
    CounterpartyShare = 21,

    /// <summary>No value: how many accounts deal with the counterparty, and which.</summary>
    CounterpartyAccounts = 22,

    /// <summary>Percent of the balance before it; no usual.</summary>
    BalanceShare = 23,

    /// <summary>Day of the week; no value.</summary>
    WeekdayUnusual = 24,

    /// <summary>Transactions of the account before; no usual.</summary>
    AccountHistory = 25,

    /// <summary>No value: something is not stated that a score usually rests on.</summary>
    InformationMissing = 26,

    /// <summary>No value: money came in within hours before. From scoring version 4.</summary>
    MoneyJustArrived = 27,

    // Of bank accounts, exact or at least so much. From scoring version 4.

    /// <summary>Money; usual: all that was booked out in the 30 civil days to the payment's.</summary>
    AmountOfMonth = 28,

    /// <summary>Payments within 24 hours, at least; usual: a day, in the last 30 civil days.</summary>
    PaymentsOfDay = 29,

    /// <summary>Days since it was first met; usual: payments to it so far; both at least.</summary>
    CounterpartyRecent = 30,

    /// <summary>Different counterparties since yesterday, at least; no usual.</summary>
    CounterpartiesNew = 31,

    /// <summary>Different payers within a week, at least; no usual.</summary>
    PayersNew = 32,

    // Credit.

    /// <summary>Money per month; usual: what loses no points.</summary>
    IncomeLow = 101,

    /// <summary>Percent by which monthly income varies; usual: what loses no points.</summary>
    IncomeVaries = 102,

    /// <summary>Days since the last regular income; usual: days between payments.</summary>
    IncomeStopped = 103,

    /// <summary>Percent of income that is kept; usual: what loses no points.</summary>
    SavingsLow = 104,

    /// <summary>Money: tenth percentile of the balances at the end of the day; usual: a week's outflow.</summary>
    BalanceLow = 105,

    /// <summary>Days below zero within 90; usual: none.</summary>
    BalanceNegative = 106,

    /// <summary>Returned payments within 90 days; usual: none.</summary>
    PaymentsReturned = 107,

    /// <summary>Percent of income; usual: what loses no points.</summary>
    DebtHigh = 108,

    /// <summary>Lenders paid or paying within 90 days; usual: what loses no points.</summary>
    LendersSeveral = 109,

    /// <summary>Percent of monthly income borrowed within three months; usual: none.</summary>
    BorrowingRecent = 110,

    /// <summary>Percent of usual spending in the last 14 days; usual: 100.</summary>
    SpendingFaster = 111,

    /// <summary>Percent of income; usual: none.</summary>
    GamblingHigh = 112,

    /// <summary>Percent of income; usual: none.</summary>
    FeesHigh = 113,

    /// <summary>Days known; usual: what loses no points.</summary>
    HistoryShort = 114,

    // Credit, from scoring version 4.

    /// <summary>Days that the middle balance of 90 days covers; usual: what loses no points.</summary>
    ReserveLow = 115,

    /// <summary>Lenders of loans until the next pay within a year; usual: none.</summary>
    PaydayLoans = 116,

    /// <summary>Collectors paid within a year; usual: none.</summary>
    Collectors = 117,

    /// <summary>Percent: income of two months over that of the four before; usual: what loses no points.</summary>
    IncomeFalls = 118,

    /// <summary>Percent of the money coming in of which nobody knows the source; usual: what loses no points.</summary>
    SourceUnknown = 119,

    /// <summary>No value: nothing earned was seen.</summary>
    IncomeNone = 120,

    /// <summary>Returned payments within about a year; usual: none.</summary>
    ReturnedInAYear = 121,

    /// <summary>Days that a balance beside unpaid bills counts for at most; usual: what loses no points.</summary>
    ReserveUnpaid = 122,

    /// <summary>Money that low balances beside unpaid bills count as at most: a week's outflow.</summary>
    BalanceUnpaid = 123,

    /// <summary>Money a month that goes out; usual: the income that it is more than.</summary>
    SpendingAboveIncome = 124,

    /// <summary>Percent by which income falls from month to month, on average; usual: what loses no points.</summary>
    IncomeDrops = 125,

    /// <summary>Loans paid out within about three months; usual: what loses no points.</summary>
    LoansNew = 126,

    /// <summary>Percent of income that goes into debts without the mortgage; usual: what loses no points.</summary>
    DebtBesideHousing = 127,
}
