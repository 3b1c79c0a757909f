namespace OrleansRisk.Contract.Loads;

/// <summary>An account of a load: what the load brings, and what comes of it.</summary>
public sealed record LoadAccountBody
{
    /// <summary>The lender's own id.</summary>
    public required string Account { get; init; }

    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>Whether it is there already.</summary>
    public required bool Known { get; init; }

    /// <summary>ISO 4217; of a new account that of its first transaction.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA zone that its days are of.</summary>
    public required string Zone { get; init; }

    /// <summary>What becomes of its rows.</summary>
    public required LoadRowsBody Rows { get; init; }

    /// <summary>Day of its first row.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Day of its last row.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Whether a file had its newest row first; rows were turned.</summary>
    public required bool Turned { get; init; }

    /// <summary>Money that came, booked rows, decimal text.</summary>
    public required string MoneyIn { get; init; }

    /// <summary>Money that went, booked rows, decimal text.</summary>
    public required string MoneyOut { get; init; }

    /// <summary>Balance before the first booked row; null if no row states one.</summary>
    public required string? Opening { get; init; }

    /// <summary>Balance after the last booked row that states one.</summary>
    public required string? Closing { get; init; }

    /// <summary>
    /// Whether opening balance and rows give the closing balance, on each day that states one; null if none does.
    /// </summary>
    public required bool? AddsUp { get; init; }

    /// <summary>Days on which they do not, at most 100.</summary>
    public required IReadOnlyList<LoadBreakBody> Breaks { get; init; }

    /// <summary>Stretches without a row that are out of the account's way, at most 100.</summary>
    public required IReadOnlyList<LoadGapBody> Gaps { get; init; }

    /// <summary>What the rows that are taken are for, by amount.</summary>
    public required IReadOnlyList<LoadCategoryBody> Categories { get; init; }

    /// <summary>Who pays the account an income, by amount, at most 20.</summary>
    public required IReadOnlyList<LoadIncomeBody> Incomes { get; init; }

    /// <summary>Scores as they are; null of an account that is not there yet, or is closed.</summary>
    public required LoadScoresBody? Before { get; init; }

    /// <summary>Scores as they would be; null if <see cref="AfterRebuild"/>.</summary>
    public required LoadScoresBody? After { get; init; }

    /// <summary>
    /// The load brings rows that are older than what the account knows: its timeline is rebuilt by the commit, and only
    /// then its scores are known.
    /// </summary>
    public required bool AfterRebuild { get; init; }
}

/// <summary>A day on which the balances do not add up.</summary>
/// <param name="Day">The day.</param>
/// <param name="Expected">The balance before it and its rows.</param>
/// <param name="Stated">The balance that its last row states.</param>
public sealed record LoadBreakBody(DateOnly Day, string Expected, string Stated);

/// <summary>Days without a row.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
/// <param name="Days">How many.</param>
public sealed record LoadGapBody(DateOnly From, DateOnly To, int Days);

/// <summary>Rows of a category.</summary>
/// <param name="Category">Its name; <c>uncategorised</c> without evidence.</param>
/// <param name="Rows">How many.</param>
/// <param name="Amount">Their money in the account's currency, decimal text, all counted as positive.</param>
public sealed record LoadCategoryBody(string Category, int Rows, string Amount);

/// <summary>An income.</summary>
/// <param name="Payer">Who pays, as the first row names it.</param>
/// <param name="Category">What it was taken to be.</param>
/// <param name="Payments">How many.</param>
/// <param name="Amount">All of them, decimal text.</param>
/// <param name="Last">Day of the newest.</param>
public sealed record LoadIncomeBody(string? Payer, string Category, int Payments, string Amount, DateOnly Last);

/// <summary>Both scores of an account.</summary>
/// <param name="Anomaly">Of its newest transaction; null without one.</param>
/// <param name="Credit">Null with too little history.</param>
public sealed record LoadScoresBody(int? Anomaly, int? Credit);

/// <summary>Accounts of a load, as they are called.</summary>
public sealed record LoadAccountPage
{
    /// <summary>The accounts.</summary>
    public required IReadOnlyList<LoadAccountBody> Accounts { get; init; }

    /// <summary>Where the next page begins; null behind the last.</summary>
    public required string? After { get; init; }
}
