using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Versions;

public sealed class NodeHeartbeatTests
{
    private const int Schema = 8;

    private readonly ManualTime _time = new();
    private readonly VolatileNodes _nodes = new();

    [Fact]
    public async Task Live_FromItsStartUntilItGoes_HasTheNode()
    {
        var presence = NodeHeartbeat();
        await presence.Start(default);
        Assert.Equal([new NodeRow("one", ScoringVersions.Newest, Schema)], await _nodes.Live(default));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(4, _nodes.Announced);
        await presence.DisposeAsync();
        Assert.Empty(await _nodes.Live(default));
    }

    [Theory]
    [InlineData(Schema, true)]
    [InlineData(Schema + 1, false)]
    public async Task SchemaFits_WhileItIsMigratedUnderUs_SaysSo(int serves, bool fits)
    {
        await using var presence = NodeHeartbeat();
        await presence.Start(default);
        Assert.True(presence.SchemaFits);
        _nodes.Serves = serves;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(fits, presence.SchemaFits);
    }

    private NodeHeartbeat NodeHeartbeat() => new(_nodes, "one", Schema, _time, NullLogger.Instance);
}
