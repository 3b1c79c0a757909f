using Orleans;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>Transactions of one account, in the order they came.</summary>
/// <param name="Account">The lender's own account id; sealed into the state when the account comes into being.</param>
/// <param name="Items">At least one.</param>
/// <param name="Mode">Live, or history being loaded.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.transaction_batch")]
public sealed record TransactionBatch(
    string Account, IReadOnlyList<Transaction> Items, IngestMode Mode = IngestMode.Live);

[GenerateSerializer, Alias("risk.ingest_mode")]
public enum IngestMode : byte
{
    Live = 0,
    History = 1,
}
