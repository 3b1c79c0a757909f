namespace OrleansRisk.Core.Observations;

/// <summary>
/// Everything the assessment of one transaction reads from outside the account. The engine resolves it, the record
/// keeps it by value, and replay hands the same back; only the two tables of <c>ReferenceTables</c> stand by
/// their number.
/// </summary>
public readonly record struct DecisionInputs
{
    /// <summary>Number of this transaction in the account, from 1; given by the engine, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it reached us, milliseconds since 1970-01-01T00:00Z.</summary>
    public required long ArrivedAt { get; init; }

    /// <summary>The account's civil day of the transaction, days since 1970-01-01.</summary>
    public required int CivilDay { get; init; }

    /// <summary>The account's offset from UTC at the transaction, minutes.</summary>
    public required short OffsetMinutes { get; init; }

    /// <summary>Keyed hash of the transaction's id, the low three bits replaced by its status.</summary>
    public required ulong Identity { get; init; }

    /// <summary>Keyed hash of the canonical content.</summary>
    public required ulong Content { get; init; }

    /// <summary>Keyed hash of the counterparty, 0 where none is stated.</summary>
    public ulong Counterparty { get; init; }

    /// <summary>What is known of an earlier status of the same transaction.</summary>
    public PriorLifecycle Prior { get; init; }

    /// <summary>What the engine found of its bookings; flags alone, no figure depends on it.</summary>
    public BookingNotes Noted { get; init; }

    /// <summary>
    /// Keyed hash of the id that this one replaces, marked as <see cref="Accounts.AccountState.ReplacedMark"/>; 0 where
    /// it replaces none. Never in records of scoring version 1.
    /// </summary>
    public ulong Replaced { get; init; }

    public CounterpartyStatistics Figures { get; init; }

    /// <summary>Number of the population table that was read.</summary>
    public required int PopulationVersion { get; init; }

    /// <summary>Number of the thresholds that were read.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>
    /// Number of the model deployment that was read; 0 for none. Never in records of scoring versions 1 and 2.
    /// </summary>
    public int ModelDeploymentVersion { get; init; }

    /// <summary>
    /// What the tenant's rules and the country's pack say it is for, as <see cref="Categories.CategoryFinding.ToByte"/>
    /// writes it; 0 where they say nothing, or what a booking counted as without them, which what takes it back is
    /// told: <see cref="Categories.CategoryFinding.CountedAsMoved"/>. Never in records of scoring versions 1 and 2.
    /// </summary>
    public byte Category { get; init; }

    /// <summary>Number of the rules that said so; 0 where none were asked.</summary>
    public int CategoryRulesVersion { get; init; }

    /// <summary>Loaded as history: the state moves, no outcome is given.</summary>
    public bool History { get; init; }
}

/// <summary>
/// Earlier statuses of the same transaction, under all ids it has had: bit (status) of <see cref="Seen"/>, where a
/// reversal counts once it has taken everything back; day of its booking, and what is still booked of it.
/// </summary>
public readonly record struct PriorLifecycle(byte Seen, int BookedDay, long BookedMinor);

/// <summary>What is said of a booking or reversal beside its decision.</summary>
/// <param name="LikelyHold">
/// Sequence of the authorisation that this is the booking of in all likelihood, though it does not name it; 0 for none.
/// </param>
/// <param name="GivesBackMore">More comes back than was still booked.</param>
public readonly record struct BookingNotes(long LikelyHold, bool GivesBackMore);

/// <summary>
/// What is published about a counterparty: counts up to the published, of labelled events only those whose label is
/// known. <see cref="Known"/> false means "no figures anywhere", which is missing, not zero.
/// </summary>
public readonly record struct CounterpartyStatistics
{
    public bool Known { get; init; }

    /// <summary>Number of the published they were read from; 0 for none.</summary>
    public int Version { get; init; }

    /// <summary>Smoothed share of fraud among labelled events, parts per million.</summary>
    public int RiskPpm { get; init; }

    /// <summary>
    /// Outcomes of the newest labelled events, newest in bit 0, 1 = fraud; <see cref="LastCount"/> of them.
    /// </summary>
    public byte LastLabels { get; init; }

    public byte LastCount { get; init; }

    /// <summary>Days since the newest known fraud, -1 for none.</summary>
    public short DaysSinceFraud { get; init; }

    /// <summary>Events in the last 30 days.</summary>
    public int EventsIn30Days { get; init; }

    /// <summary>Accounts that ever dealt with it: exact up to 15, an estimate to about 9 % above.</summary>
    public int Accounts { get; init; }

    public CounterpartyWindows Windows { get; init; }

    /// <summary>What a scoring version takes of them: the first knows no windows, and its records hold none.</summary>
    public CounterpartyStatistics For(ushort scoringVersion) =>
        scoringVersion == ScoringVersions.One ? this with { Windows = default } : this;
}
