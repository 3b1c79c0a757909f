using Orleans;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>
/// An account's transactions folded anew in the order in which they happened: those that wait are taken in, those named
/// here are taken back. The same again, with nothing waiting, is recorded only where the state moves.
/// </summary>
/// <param name="Why">For whoever reads it later; at most 200 characters, nothing personal.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.rebuild_request")]
public sealed record RebuildRequest(string Why)
{
    /// <summary>Sequences of transactions that were never the account's; each must be one that counts.</summary>
    [Id(0)]
    public IReadOnlyList<long> TakeBack { get; init; } = [];

    /// <summary>Sources whose transactions are taken back, by <see cref="TransactionBatch.Sources"/>.</summary>
    [Id(1)]
    public IReadOnlyList<string> TakeBackSources { get; init; } = [];

    /// <summary>ISO 4217 number of the currency that it has had from the beginning; null leaves it.</summary>
    [Id(2)]
    public ushort? CurrencyNumber { get; init; }

    /// <summary>IANA zone that the account has had from the beginning; null leaves it.</summary>
    [Id(3)]
    public string? Zone { get; init; }

    /// <summary>Answers what it would come to, and records nothing.</summary>
    [Id(4)]
    public bool Preview { get; init; }

    /// <summary>
    /// The sources are revoked, and this is when the first of their data may have come, milliseconds since 1970:
    /// nothing more is taken of them, and if some may lie inside the oldest base that is kept, the account begins anew
    /// behind it. Null takes back what is there, and closes nothing.
    /// </summary>
    [Id(5)]
    public long? RevokedSince { get; init; }

    /// <summary>
    /// The scoring version to fold under, also an older one than the account has: to be recorded it must be the one
    /// that the tenant has in force, and a preview takes any. 0 for the one that the account goes on with.
    /// </summary>
    [Id(6)]
    public ushort ScoringVersion { get; init; }
}

/// <summary>What a rebuild came to.</summary>
/// <param name="Recorded">False for a preview, and if nothing waited and nothing moved.</param>
/// <param name="Revision">The account's timeline by number, 0 before the first rebuild.</param>
/// <param name="Added">Transactions that had waited and count now.</param>
/// <param name="Corrected">Transactions of which another version counts now.</param>
/// <param name="TakenBack">Transactions that counted and do not any more.</param>
/// <param name="LeftOut">Transactions of the timeline that cannot come at their place, and are not folded.</param>
/// <param name="Before">The credit score before it.</param>
/// <param name="View">The account as of it.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.rebuild_result")]
public sealed record RebuildResult(
    bool Recorded, int Revision, int Added, int Corrected, int TakenBack, int LeftOut, CreditScore Before,
    AccountView View)
{
    /// <summary>
    /// The account begins with the oldest transaction that is recorded and counts: what came before could not be taken
    /// back one by one.
    /// </summary>
    [Id(0)]
    public bool BeganAnew { get; init; }

    /// <summary>Decisions of the timeline beside those that were recorded.</summary>
    [Id(1)]
    public OutcomeSwaps Swaps { get; init; }

    /// <summary>The newest transaction's anomaly score before it.</summary>
    [Id(2)]
    public short AnomalyBefore { get; init; }
}

/// <summary>How the outcomes of live transactions would have been otherwise; none of them is changed.</summary>
/// <param name="Compared">Live transactions that were decided then and can be decided now.</param>
/// <param name="Moved">Those with another anomaly score.</param>
/// <param name="Harsher">Approved then and reviewed now, or reviewed then and declined now.</param>
/// <param name="Milder">The other way.</param>
[GenerateSerializer, Immutable, Alias("risk.outcome_swaps")]
public readonly record struct OutcomeSwaps(int Compared, int Moved, int Harsher, int Milder);
