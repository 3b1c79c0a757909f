using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// Stands in where a tenant's keys are out of reach: a line can be read and its fallback stated, but no account be
/// named.
/// </summary>
internal sealed class NoPseudonyms : IPseudonyms
{
    public static NoPseudonyms Instance { get; } = new();

    public AccountKey Account(string account) => default;

    public ulong Identity(string transactionId, TransactionStatus status) => throw NoKeys();

    public ulong Content(Transaction transaction) => throw NoKeys();

    public ulong Counterparty(string counterparty) => throw NoKeys();

    public UInt128 Tag(ReadOnlySpan<byte> bytes) => throw NoKeys();

    private static InvalidOperationException NoKeys() => new("without keys nothing is hashed");
}
