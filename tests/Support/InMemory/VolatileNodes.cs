using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Nodes in memory: there from the first word until they leave.</summary>
internal sealed class VolatileNodes : INodes
{
    private readonly Dictionary<string, NodeRow> _rows = [];

    /// <summary>The oldest schema that is served.</summary>
    public int Serves { get; set; }

    public int Announced { get; private set; }

    public ValueTask<int> Announce(NodeRow node, CancellationToken cancel)
    {
        Announced++;
        _rows[node.Node] = node;
        return new(Serves);
    }

    public ValueTask Leave(string node, CancellationToken cancel)
    {
        _rows.Remove(node);
        return default;
    }

    public ValueTask<IReadOnlyList<NodeRow>> Live(CancellationToken cancel) => new([.. _rows.Values]);
}
