using Orleans;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>Transactions of one account, in the order they came.</summary>
/// <param name="Account">The lender's own account id; sealed into the state when the account comes into being.</param>
/// <param name="Items">At least one.</param>
/// <param name="Mode">Live, or history being loaded.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.transaction_batch")]
public sealed record TransactionBatch(
    string Account, IReadOnlyList<Transaction> Items, IngestMode Mode = IngestMode.Live)
{
    /// <summary>
    /// What the source begins with of transactions that were recorded for another account, which was merged into this
    /// one; its letters follow.
    /// </summary>
    public const string MovedFrom = "acct_";

    /// <summary>
    /// Where they came from, a load or a consent: recorded with them, so that they can be taken back by it. At most 4,
    /// each of at most 64 characters.
    /// </summary>
    [Id(0)]
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>
    /// For each item the id of the recorded transaction, of the same status, that it is a better version of, or null;
    /// null for none at all. History alone.
    /// </summary>
    [Id(1)]
    public IReadOnlyList<string?>? Corrects { get; init; }

    /// <summary>
    /// The account's newest event that they were checked against, 0 for none: of an account that has another one by now
    /// nothing new is recorded, and the answer is <c>draft_stale</c>. Null if it does not matter.
    /// </summary>
    [Id(2)]
    public long? After { get; init; }
}

[GenerateSerializer, Alias("risk.ingest_mode")]
public enum IngestMode : byte
{
    Live = 0,
    History = 1,
}
