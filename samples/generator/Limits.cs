namespace OrleansRisk.Samples.Generator;

/// <summary>Every bound of the generator.</summary>
internal static class Limits
{
    /// <summary>Accounts of a load; each costs about 24 bytes while it is generated.</summary>
    public const int LoadAccountsMax = 10_000_000;

    /// <summary>Transactions of a load.</summary>
    public const long LoadTransactionsMax = 1_000_000_000;

    /// <summary>Days a load may be spread over.</summary>
    public const int LoadDaysMax = 3_650;

    /// <summary>Assumed arrivals a second when batches are counted.</summary>
    public const int RateMax = 10_000_000;

    /// <summary>Longest window in which transactions of one account join one batch, milliseconds.</summary>
    public const int WindowMillisecondsMax = 60_000;
}
