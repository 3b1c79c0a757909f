using OrleansRisk.Host.Alone;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tenants.Versions;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Running;

/// <summary>A host alone and members of a cluster do not serve one database together.</summary>
public sealed class NeighboursTests
{
    private static readonly HostSettings Alone = new(), Member = new() { Secrets = "secrets" };

    [Fact]
    public async Task Host_AmongNodesOfTheOtherKind_IsRefused()
    {
        Assert.Null(await Refusal(Alone));
        Assert.Null(await Refusal(Member));
        Assert.Null(await Refusal(Alone, Alone));
        Assert.Null(await Refusal(Member, Member));
        Assert.Contains("as a member of a cluster", await Refusal(Alone, Alone, Member), StringComparison.Ordinal);
        Assert.Contains("serves this database alone", await Refusal(Member, Alone), StringComparison.Ordinal);
    }

    private static Task<string?> Refusal(HostSettings starting, params HostSettings[] live) =>
        Neighbours.Refusal(new Nodes([.. live.Select(Neighbours.NameOf)]), starting, default);

    private sealed class Nodes(string[] names) : INodes
    {
        public ValueTask<int> Announce(NodeRow node, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask Leave(string node, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<NodeRow>> Live(CancellationToken cancel) =>
            ValueTask.FromResult<IReadOnlyList<NodeRow>>([.. names.Select(static name => new NodeRow(name, 1, 1))]);
    }
}
