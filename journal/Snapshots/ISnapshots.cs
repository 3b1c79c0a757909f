using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Snapshots;

/// <summary>
/// The sealed state as of a sequence, with the hash of the record it follows. A cache: a missing or damaged one costs
/// time.
/// </summary>
public sealed record Snapshot(
    TenantId Tenant, AccountKey Account, short Generation, long Sequence, ushort ScoringVersion,
    JournalMonth NextMonth, UInt128 RecordHash, ReadOnlyMemory<byte> Body)
{
    /// <summary>
    /// What lies beside it: the sealed index of identities, of its sequence or of an earlier one. Empty for none, or,
    /// of one that is written, where the one that is kept is to stay.
    /// </summary>
    public ReadOnlyMemory<byte> Identities { get; init; }
}

public interface ISnapshots
{
    /// <summary>
    /// Keeps each where it is newer than the one kept, or as new and with an index of identities. Only committed states
    /// are handed in.
    /// </summary>
    ValueTask Write(IReadOnlyList<Snapshot> snapshots, CancellationToken cancel);
}
