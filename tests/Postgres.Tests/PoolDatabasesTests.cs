using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests;

/// <summary>Two pools, of which one has a database of its own beside the cluster's.</summary>
public sealed class PoolDatabasesTests
{
    [Fact]
    public async Task Records_OfEachPool_LandInItsOwnDatabase()
    {
        await using var pools = await TwoPools.Create();
        foreach (var (stores, account) in new[] { (pools.Shared, "here"), (pools.Apart, "apart") })
        {
            await using var writer = await stores.Writers.Open(default);
            Writers.AssertAll(
                RowOutcome.Committed, await writer.Commit(1, Some.Record(account, withKey: true, basis: [1])));
            await stores.Snapshots.Write([Some.Snapshot(account)], default);
            await stores.ReferenceData.AddPopulation(
                new ReferenceDataVersion(Some.Tenant, ReferenceDataKind.Population, 1, 9, new byte[32], Some.Bytes(3)),
                default);
            Assert.True(await stores.ReferenceData.Advance(
                new Dictionary<int, long> { [writer.Id] = 0 }, new Dictionary<int, long> { [writer.Id] = 1 },
                [new ProjectionRow(Some.Tenant, 7, Some.Bytes(4))], default));
            await stores.Assessments.Add(Some.Tenant, new AssessmentRow(new UInt128(1, 2), 1, Some.Bytes(4)), default);
        }

        await AssertApart(pools, "journal");
        await AssertApart(pools, "subject_keys");
        await AssertApart(pools, "snapshots");
        foreach (var table in new[] { "lanes", "publications", "projections", "lane_positions", "credit_assessments" })
        {
            Assert.Equal((table, 1, 1), (table, await Count(pools.Cluster, table), await Count(pools.Own, table)));
        }
    }

    [Fact]
    public async Task Reads_OfEachPool_FindItsOwnAccountsAlone()
    {
        await using var pools = await TwoPools.Create();
        await using (var writer = await pools.Apart.Writers.Open(default))
        {
            await writer.Commit(1, Some.Record("far", withKey: true, basis: [1]));
        }

        var (there, here) = (
            await pools.Apart.Journal.Open(Some.Tenant, Some.Account("far"), default),
            await pools.Shared.Journal.Open(Some.Tenant, Some.Account("far"), default));

        Assert.Equal(1, there.Tail.Single().FirstSequence);
        Assert.Null(here.Key);
        Assert.NotNull(await pools.Apart.Keys.SubjectKey(Some.Tenant, Some.Account("far"), default));
        Assert.Null(await pools.Shared.Keys.SubjectKey(Some.Tenant, Some.Account("far"), default));
        Assert.Single(await pools.Apart.Feed.Accounts(Some.Tenant, default, 5, default));
        Assert.Empty(await pools.Shared.Feed.Accounts(Some.Tenant, default, 5, default));
    }

    [Fact]
    public async Task Tenants_OfEveryPool_AreInTheClustersDatabase()
    {
        await using var pools = await TwoPools.Create();
        var made = await pools.Apart.Make(new TenantSettings { Name = "lender", Region = "my" });
        Assert.True(await pools.Apart.Keys.AddTenantKey(
            new TenantKeyRow(
                made.Id, TenantKeyPurpose.Sealing, 1, TenantKeyStatus.Active, "local/1", Some.Bytes(40),
                Some.Bytes(32)),
            default));

        Assert.Equal("lender", (await pools.Shared.Tenants.Find(made.Id, default))!.Settings.Name);
        Assert.Single(await pools.Shared.Keys.TenantKeys(made.Id, default));
        Assert.Equal(await pools.Shared.Keys.DeploymentId(default), await pools.Apart.Keys.DeploymentId(default));
        Assert.Equal((1, 0), (await Count(pools.Cluster, "tenants"), await Count(pools.Own, "tenants")));
        Assert.Equal((1, 0), (await Count(pools.Cluster, "tenant_keys"), await Count(pools.Own, "tenant_keys")));
    }

    [Fact]
    public async Task Check_OfAPoolWithADatabaseOfItsOwn_LooksAtBoth()
    {
        await using var pools = await TwoPools.Create();
        Assert.Empty(await pools.Apart.Check(default));
        await pools.Own.Execute("grant select on risk.journal to risk_writer");
        Assert.Contains(await pools.Apart.Check(default), refusal => refusal.Thing.Contains("may read the journal"));
        Assert.Empty(await pools.Shared.Check(default));
    }

    private static async Task AssertApart(TwoPools pools, string table)
    {
        foreach (var (database, account) in new[] { (pools.Cluster, "here"), (pools.Own, "apart") })
        {
            Assert.Equal((table, 1L), (table, await Count(database, table)));
            Assert.Equal(
                StoresFixture.Hex(account), await database.Ask<string>(
                    $"select upper(encode(account, 'hex')) from risk.{table}"));
        }
    }

    private static async Task<long> Count(TestDatabase database, string table) =>
        await database.Ask<long>($"select count(*) from risk.{table}");

    private sealed class TwoPools : IAsyncDisposable
    {
        private TwoPools(TestDatabase cluster, TestDatabase own) =>
            (Cluster, Own, Shared, Apart) = (cluster, own, Open(cluster, own, "shared"), Open(cluster, own, "apart"));

        public TestDatabase Cluster { get; }

        public TestDatabase Own { get; }

        public PostgresStores Shared { get; }

        public PostgresStores Apart { get; }

        public static async Task<TwoPools> Create() => new(await TestDatabase.Create(), await TestDatabase.Create());

        public async ValueTask DisposeAsync()
        {
            await Apart.DisposeAsync();
            await Shared.DisposeAsync();
            await Own.DisposeAsync();
            await Cluster.DisposeAsync();
        }

        private static PostgresStores Open(TestDatabase cluster, TestDatabase own, string pool) =>
            StoresFixture.Open(cluster.Options with
            {
                Scope = pool,
                ProjectedScopes = [pool],
                Pools = new Dictionary<string, DatabaseLogins>
                {
                    ["apart"] = new()
                    {
                        Writer = own.Writer,
                        Reader = own.Reader,
                        Projector = own.Projector,
                        Operator = own.Operator,
                    },
                },
            });
    }
}
