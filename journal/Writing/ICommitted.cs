using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Writing;

/// <summary>
/// Is told what was committed, right after the commit and before the writers are answered; each writer's groups in the
/// order of their numbers, writers beside each other. Must return at once and not throw: the next group of the writer
/// waits for it.
/// </summary>
public interface ICommitted
{
    void Committed(CommittedGroup group);
}

/// <summary>One commit of a writer, as this process wrote it.</summary>
/// <param name="Number">The writer's number of it; numbers left out were committed by nobody, or their outcome is
/// unknown here.</param>
/// <param name="Records">Those that were committed; may be none. Their <see cref="JournalRecord.Content"/> is in the
/// clear.</param>
public sealed record CommittedGroup(int Writer, long Number, IReadOnlyList<JournalRecord> Records);
