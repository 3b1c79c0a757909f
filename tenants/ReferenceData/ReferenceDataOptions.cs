namespace OrleansRisk.Tenants.ReferenceData;

/// <summary>
/// When what accounts share is published. Nothing is lost between versions: they only follow later.
/// </summary>
public sealed record ReferenceDataOptions
{
    /// <summary>
    /// Time from one published of a tenant to the next. The default is an hour; 1 second to 24 hours, or nothing:
    /// then none is made, and what accounts read from outside themselves stays as it is.
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// <see cref="Every"/> counts the time of transactions, not the clock's: for demos and backtests, where months pass
    /// in minutes. The default is false.
    /// </summary>
    public bool EventTime { get; init; }

    /// <summary>
    /// How often folded counts are written. The default is 5 seconds; what a crash makes to be folded again.
    /// </summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the journal is asked for what other processes committed. The default is 30 seconds.</summary>
    public TimeSpan CatchUpEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Records of one read of the journal while catching up; a commit is never cut. The default is 2,000.
    /// </summary>
    public int RecordsPerRead { get; init; } = TenantLimits.RecordsPerFold;

    /// <summary>Rows of counts kept in memory, half a kilobyte each. The default is 100,000.</summary>
    public int RowsMax { get; init; } = TenantLimits.CountRowsMax;
}
