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
    /// Identity hashes of the account's records within retention that begin after <paramref name="afterSequence"/>,
    /// oldest first, without bodies.
    /// </summary>
    ValueTask<IReadOnlyList<IdentityRow>> Identities(
        TenantId tenant, AccountKey account, long afterSequence, CancellationToken cancel);

    /// <summary>
    /// Identity hashes of the records that begin in one of these ranges, oldest first, in one grouped read; what is not
    /// there is left out.
    /// </summary>
    ValueTask<IReadOnlyList<IdentityRow>> FindIdentities(
        TenantId tenant, AccountKey account, IReadOnlyCollection<SequenceRange> ranges, CancellationToken cancel);

    /// <summary>
    /// Committed records of all tenants after these positions, each writer in order, in one statement.
    /// </summary>
    ValueTask<IReadOnlyList<JournalRecord>> AfterPositions(
        IReadOnlyDictionary<int, long> positions, int limit, CancellationToken cancel);
}

public sealed record AccountOpening(SubjectKeyRow? Key, Snapshot? Snapshot, IReadOnlyList<JournalRecord> Tail);

/// <summary>What a record is found by.</summary>
/// <param name="Arrived">The month of its arrival: the next month of its record.</param>
public readonly record struct IdentityRow(
    long FirstSequence, long LastSequence, RecordKind Kind, JournalMonth Arrived, ReadOnlyMemory<byte> Identities)
{
    public static IdentityRow Of(JournalRecord record) =>
        new(record.FirstSequence, record.LastSequence, record.Kind, record.NextMonth, record.Identities);
}
