using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Versions;

public sealed class PostgresNodesTests : IAsyncLifetime
{
    private StoresFixture _fixture = null!;

    private INodes Nodes => _fixture.Stores.Nodes;

    public async Task InitializeAsync()
    {
        _fixture = new StoresFixture();
        await _fixture.InitializeAsync();
    }

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Live_UntilItLeavesOrSaysNothingForAMinute_HasTheNode()
    {
        var (one, two) = (new NodeRow("one", 2, 8), new NodeRow("two", 3, 9));
        await Nodes.Announce(one, default);
        await Nodes.Announce(two, default);
        await Nodes.Announce(one, default);
        Assert.Equal([one, two], await Nodes.Live(default));

        await _fixture.Database.Execute("update risk.nodes set seen = now() - interval '61 s' where node = 'one'");
        Assert.Equal([two], await Nodes.Live(default));
        await Nodes.Announce(one, default);
        Assert.Equal([one, two], await Nodes.Live(default));
        await Nodes.Leave("two", default);
        Assert.Equal([one], await Nodes.Live(default));
    }

    [Fact]
    public async Task Announce_SchemaThatWentOn_SaysWhomItServes()
    {
        var node = new NodeRow("one", 2, SchemaMigrations.Version);
        Assert.Equal(0, await Nodes.Announce(node, default));
        await _fixture.Database.Execute("insert into risk.migrations values (9998, 'additive', '', now(), 6)");
        Assert.Equal(6, await Nodes.Announce(node, default));
        await _fixture.Database.Execute("insert into risk.migrations values (9999, 'later', '')");
        Assert.Equal(9999, await Nodes.Announce(node, default));
    }

    [Fact]
    public async Task Folds_OfATenant_ArePublishedInThisStore()
    {
        var versions = new TenantScoringVersions(_fixture.Stores.ReferenceData, Nodes, TimeProvider.System);
        await Nodes.Announce(new NodeRow("old", 1, 8), default);
        Assert.Equal(1, await versions.Of(new TenantId(7), default));
        Assert.NotNull(
            await _fixture.Stores.ReferenceData.Newest(new TenantId(7), ReferenceDataKind.ScoringVersion, default));
        await Nodes.Leave("old", default);
        Assert.Equal(ScoringVersionSwitchResult.Switched, (await versions.Switch(new TenantId(7), 2, default)).Result);
        Assert.Equal(2, await versions.Of(new TenantId(7), default));
    }
}
