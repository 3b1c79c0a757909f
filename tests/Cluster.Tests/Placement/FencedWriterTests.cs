using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Host.Membership;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Placement;

/// <summary>
/// The database's own fence around a move: a writer that did not let go of a tenant before it arrived elsewhere, for
/// it stood still and was voted out, records nothing any more.
/// </summary>
public sealed class FencedWriterTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private readonly List<PostgresStores> _open = [];
    private TenantId _tenant;
    private IJournalWriter _awake = null!, _frozen = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        await ClusterMigrations.Apply(_database.Administrator, default);
        var stores = Open("awake");
        _tenant = (await stores.Make(new TenantSettings { Name = "lender", Region = "my" })).Id;
        _awake = await stores.Writers.Open(default);
        _frozen = await Open("frozen").Writers.Open(default);
        await Commit(_awake, 1, "a");
        await Commit(_frozen, 1, "b");
        await _database.Execute("insert into cluster.silo_lists (deployment, version) values ('risk', 1)");
        await _database.Execute(
            """
            insert into cluster.silos (deployment, address, port, generation, silo_name, host_name, status,
                gateway_port, started_at, alive_at)
            values ('risk', '127.0.0.1', 1, 1, 'awake', 'h', 3, 0, now(), now()),
                ('risk', '127.0.0.1', 2, 1, 'frozen', 'h', 6, 0, now(), now())
            """);
    }

    public async Task DisposeAsync()
    {
        await _awake.DisposeAsync();
        await _frozen.DisposeAsync();
        foreach (var stores in _open)
        {
            await stores.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Writer_ThatDidNotLetGo_RecordsNothingMoreInAnyWriter()
    {
        await Age();
        await Leave();
        Assert.Equal(0, await Finish()); // the first look bars
        Assert.Equal(0, await Finish()); // what was written is not folded yet
        await Folded();
        Assert.Equal(1, await Finish());

        var outcome = await Commit(_frozen, 2, "c");
        Assert.Equal(RowOutcome.NotRecorded, outcome.Rows[0]);
        Assert.Contains("barred", outcome.Cause, StringComparison.Ordinal);
        await using var again = await Open("frozen").Writers.Open(default);
        Assert.Equal(RowOutcome.NotRecorded, (await Commit(again, 1, "d")).Rows[0]);
        Assert.Equal(RowOutcome.Committed, (await Commit(_awake, 2, "e")).Rows[0]);
        await using var restarted = await Open("a new start").Writers.Open(default);
        Assert.Equal(RowOutcome.Committed, (await Commit(restarted, 1, "f")).Rows[0]);
        Assert.Equal(4, await _database.Ask<long>("select count(*) from risk.journal"));
    }

    [Fact]
    public async Task Writer_FencedWithRowsThatMeetAnother_RecordsNothingRowByRowEither()
    {
        await Age();
        await Leave();
        await Finish();
        var outcome = await _frozen.Commit(
            2, [Some.Record("a", tenant: _tenant), Some.Record("c", withKey: true, tenant: _tenant)], default);
        Assert.All(outcome.Rows, row => Assert.Equal(RowOutcome.NotRecorded, row));
        Assert.Equal(2, await _database.Ask<long>("select count(*) from risk.journal"));
    }

    [Fact]
    public async Task Writer_ThatHasJustBegun_IsWaitedForAndNotFenced()
    {
        await Folded();
        await Leave();
        Assert.Equal(0, await Finish());
        Assert.Equal(RowOutcome.Committed, (await Commit(_frozen, 2, "c")).Rows[0]);
        await LetGo("frozen", port: 2);
        await Folded();
        Assert.Equal(1, await Finish());
        Assert.Equal(RowOutcome.Committed, (await Commit(_frozen, 3, "d")).Rows[0]);
    }

    [Fact]
    public async Task Writer_BesideSilosOfAnOlderBuild_IsNotFenced()
    {
        await Age();
        await Folded();
        await Begin();
        await _database.Execute($"select cluster.let_go({_tenant.Value}, {await Since()}, '127.0.0.1', 1, 1)");
        Assert.Equal(1, await Finish());
        Assert.Equal(RowOutcome.Committed, (await Commit(_frozen, 2, "c")).Rows[0]);
    }

    private async Task Leave()
    {
        await Begin();
        await LetGo("awake", port: 1);
    }

    private Task Begin() => _database.Execute($"select cluster.begin_move({_tenant.Value}, 'beta')");

    private async Task LetGo(string writer, int port) => await _database.Execute(
        $"select cluster.let_go({_tenant.Value}, {await Since()}, '127.0.0.1', {port}, 1, '{writer}')");

    private Task<long> Since() => _database.Ask<long>("select moving_since from cluster.tenant_pools");

    private Task<int> Finish() => _database.Ask<int>("select cluster.finish_moves('risk')");

    /// <summary>As if the writers had been open for a while.</summary>
    private Task Age() => _database.Execute("update risk.lanes set opened_at = opened_at - interval '1 minute'");

    private Task Folded() => _database.Execute(
        """
        insert into risk.lane_positions select id, last_commit from risk.lanes
        on conflict (lane) do update set commit_number = excluded.commit_number
        """);

    private async Task<CommitOutcome> Commit(IJournalWriter writer, long number, string account) =>
        await writer.Commit(number, [Some.Record(account, withKey: true, tenant: _tenant)], default);

    private PostgresStores Open(string signature)
    {
        var roles = _database.Options;
        var stores = PostgresStores.Open(
            new PostgresOptions
            {
                Writer = roles.Writer,
                Reader = roles.Reader,
                Projector = roles.Projector,
                Operator = roles.Operator,
                Scope = "main",
                Signature = signature,
            },
            TimeProvider.System, NullLoggerFactory.Instance);
        _open.Add(stores);
        return stores;
    }
}
