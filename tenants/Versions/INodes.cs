using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// The processes that serve from one journal, and what each can compute. Who says nothing for a minute, by the store's
/// clock, is no node any more. Throws <see cref="JournalUnavailableException"/> where the store does not answer.
/// </summary>
public interface INodes
{
    /// <summary>
    /// Says that this node is there, and goes on being there for a minute. Answers with the oldest schema that programs
    /// may have been built for to be served by the one that is there now.
    /// </summary>
    ValueTask<int> Announce(NodeRow node, CancellationToken cancel);

    /// <summary>Says that this node is going.</summary>
    ValueTask Leave(string node, CancellationToken cancel);

    /// <summary>Those that are there, this one among them once it has said so.</summary>
    ValueTask<IReadOnlyList<NodeRow>> Live(CancellationToken cancel);
}

/// <param name="Node">Its name, another one after every start.</param>
/// <param name="NewestScoringVersion">The newest scoring version that it computes; it computes all before it.</param>
/// <param name="Schema">The version of the schema that it was built for.</param>
public sealed record NodeRow(string Node, ushort NewestScoringVersion, int Schema);
