using OrleansRisk.Actors.Tenants;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
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
    public async Task Versions_OfATenant_ArePublishedInThisStore()
    {
        var versions = new TenantScoringVersions(_fixture.Stores.ReferenceData);
        await Nodes.Announce(new NodeRow("old", 1, 8), default);
        var tenant = (await _fixture.Stores.Make(new TenantSettings { Name = "seven", Region = "my" })).Id;
        Assert.Equal(1, await versions.Of(tenant, default));
        Assert.NotNull(await _fixture.Stores.ReferenceData.Newest(tenant, ReferenceDataKind.ScoringVersion, default));
        await Nodes.Leave("old", default);
        var switching = new ScoringVersionSwitching(versions, Nodes, _fixture.Stores.Changes(), TimeProvider.System);
        Assert.Equal(
            ScoringVersionSwitchResult.Switched, (await switching.Switch(tenant, "tests", 2, default)).Value!.Result);
        Assert.Equal(2, await versions.Of(tenant, default));
    }
}
