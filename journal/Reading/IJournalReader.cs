using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Journal.Reading;

/// <summary>
/// Reads of the journal, each under its tenant. Throws <see cref="JournalUnavailableException"/> where the database
/// does not answer.
/// </summary>
public interface IJournalReader
{
    /// <summary>
    /// All that an activation needs, in one grouped read: key row, newest snapshot, and the records after it (without
    /// one: from the newest base on).
    /// </summary>
    ValueTask<AccountOpening> Open(TenantId tenant, AccountKey account, CancellationToken cancel);

    /// <summary>
    /// Records whose events reach beyond <paramref name="afterSequence"/>, oldest first, at most
    /// <paramref name="limit"/>.
    /// </summary>
    ValueTask<IReadOnlyList<JournalRecord>> After(
        TenantId tenant, AccountKey account, long afterSequence, int limit, CancellationToken cancel);

    /// <summary>The records that hold these sequences, in one read; those that are not there are left out.</summary>
    ValueTask<IReadOnlyList<JournalRecord>> Find(
        TenantId tenant, AccountKey account, IReadOnlyList<long> sequences, CancellationToken cancel);

    /// <summary>What replay of a sequence needs: from the newest record with a base at or before it, to it.</summary>
    ValueTask<IReadOnlyList<JournalRecord>> FromBase(
        TenantId tenant, AccountKey account, long sequence, CancellationToken cancel);

    /// <summary>
    /// Where each event stands: identity hashes of all records of the account within retention, without bodies.
    /// </summary>
    ValueTask<IReadOnlyList<IdentityRow>> Identities(TenantId tenant, AccountKey account, CancellationToken cancel);

    /// <summary>
    /// Committed records of all tenants after these positions, each writer in order, in one statement.
    /// </summary>
    ValueTask<IReadOnlyList<JournalRecord>> AfterPositions(
        IReadOnlyDictionary<int, long> positions, int limit, CancellationToken cancel);
}

public sealed record AccountOpening(SubjectKeyRow? Key, Snapshot? Snapshot, IReadOnlyList<JournalRecord> Tail);

public readonly record struct IdentityRow(long FirstSequence, ReadOnlyMemory<byte> Identities);
