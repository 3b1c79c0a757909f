using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Writing;

/// <summary>
/// Where actors hand their records. Returns when the record's outcome is known; its continuation never runs on the
/// committer.
/// </summary>
public interface IJournal
{
    ValueTask<Appended> Append(JournalRecord record);
}

/// <param name="Writer">Writer and number of the commit, where committed.</param>
public readonly record struct Appended(RowOutcome Outcome, int Writer, long Commit, string? Cause);
