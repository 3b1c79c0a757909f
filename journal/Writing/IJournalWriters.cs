using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Writing;

/// <summary>
/// Opens journal writers. A writer numbers its commits 1, 2, 3… without gaps and has one commit in flight.
/// </summary>
public interface IJournalWriters
{
    ValueTask<IJournalWriter> Open(CancellationToken cancel);
}

/// <summary>One writer of the journal. Not for concurrent use: the group committer owns it.</summary>
public interface IJournalWriter : IAsyncDisposable
{
    /// <summary>Given once by the database, never reused.</summary>
    int Id { get; }

    /// <summary>
    /// Commits a group, at most one record of an account, as the writer's next number. Answers for each row, in order,
    /// once the outcome is known; a row that was conflict or blocked does not keep the others back. Where the
    /// connection is lost during COMMIT, asks by writer and number what became of the group. Never throws for trouble
    /// of the database: then every row is <see cref="RowOutcome.NotRecorded"/>, or <see cref="RowOutcome.Unknown"/>
    /// where not even that could be learned.
    /// </summary>
    ValueTask<CommitOutcome> Commit(long number, IReadOnlyList<JournalRecord> group, CancellationToken cancel);
}

/// <param name="Rows">One for each record of the group.</param>
/// <param name="NumberUsed">Whether the commit number stands in the database; if not, the next group takes it.</param>
/// <param name="Cause">A few words for logs and the caller where something was not recorded.</param>
public sealed record CommitOutcome(IReadOnlyList<RowOutcome> Rows, bool NumberUsed, string? Cause)
{
    /// <summary>
    /// The database went away in the middle: the writer is given up, and records are refused until another can be
    /// opened. A row that was blocked or conflict is no such trouble.
    /// </summary>
    public bool ConnectionLost { get; init; }
}

public enum RowOutcome : byte
{
    Committed = 1,

    /// <summary>Another writer holds this place: the activation that wrote it is stale.</summary>
    Conflict = 2,

    /// <summary>Certainly not there.</summary>
    NotRecorded = 3,

    /// <summary>The outcome could not be learned: the activation must be read again before it answers.</summary>
    Unknown = 4,
}
