using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Tenants;

public sealed class PostgresTenantStoreTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private PostgresStores Stores => fixture.Stores;

    private ITenantStore Store => Stores.Tenants;

    private NewTenants Made => new(Store, Stores.Changes(), Stores.Nodes, TimeProvider.System);

    [Fact]
    public async Task Add_Tenant_IsReadBackWithAllItsSettings()
    {
        var settings = new TenantSettings
        {
            Name = "full",
            Region = "my",
            Currency = "SGD",
            Zone = "Asia/Singapore",
            RetentionMonths = 24,
            ReviewAt = 1,
            DeclineAt = 999,
            AllowPanLikeIds = true,
            Strict = true,
            DeadlineMs = 250,
            Fallback = Fallback.Approve,
            FallbackUpToMinor = 5_000,
            LinesPerSecond = 70,
            HistoryLinesPerSecond = 700,
        };

        var added = await Stores.Make(settings);

        Assert.Equal(new TenantRow(added.Id, settings, 1), await Store.Find(added.Id, default));
        Assert.Contains(added, await Store.All(default));
        Assert.Null(await Store.Find(new TenantId(int.MaxValue), default));
    }

    [Fact]
    public async Task Add_NameIsTaken_AddsNothing()
    {
        await Stores.Make(Settings("taken"));

        var refused = await Made.Add("tests", Settings("taken") with { Region = "sg" }, default);

        Assert.Equal(new Failure.Refused("name_taken", "name"), refused.Failure);
        Assert.Single(await Store.All(default), row => row.Settings.Name == "taken");
    }

    /// <summary>A sequence would leave numbers out: here that of the name that is taken, 32 after a crash.</summary>
    [Fact]
    public async Task Add_SeveralAtOnce_GiveTheNumbersAfterTheLastAndLeaveNoneOut()
    {
        const int Count = 8;
        var last = (await Stores.Make(Settings("last"))).Id.Value;
        await Made.Add("tests", Settings("last"), default);

        var added = await Task.WhenAll(Enumerable.Range(0, Count).Select(
            number => Made.Add("tests", Settings($"together-{number}"), default).AsTask()));

        Assert.Equal(
            Enumerable.Range(last + 1, Count), added.Select(static row => row.Value!.Id.Value).Order());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Settings_Version_MustBeTheNext(int version, bool expected)
    {
        var tenant = await Stores.Make(Settings($"update-{version}"));
        var changed = tenant with { Settings = tenant.Settings with { Version = version, ReviewAt = 7 } };

        Assert.Equal(expected, await Commit(tenant.Id, new TenantEffect.SettingsKept(changed)));
        Assert.Equal(expected ? 7 : 382, (await Store.Find(tenant.Id, default))!.Settings.ReviewAt);
    }

    [Fact]
    public async Task Keys_OfATenant_AreFoundListedAndRevoked()
    {
        var tenant = (await Stores.Make(Settings("keys"))).Id;
        var key = Key("k-1", tenant);
        var before = (await Store.KeyChanges(0, default)).Newest;
        await Commit(tenant, new TenantEffect.KeyAdded(key));
        await Commit(TenantChange.Platform, new TenantEffect.KeyAdded(Key("k-operator", null)));

        Assert.Equal(key.SecretHash.ToArray(), (await Store.FindKey("k-1", default))!.SecretHash.ToArray());
        Assert.Equal([("k-1", 40)], (await Store.Keys(tenant, default)).Select(row => (row.Id, row.LinesPerSecond)));
        Assert.Null((await Store.FindKey("k-operator", default))!.Tenant);
        Assert.Null(await Store.FindKey("k-none", default));

        var other = (await Stores.Make(Settings("others"))).Id;
        Assert.False(await Commit(other, new TenantEffect.KeyRevoked(other, "k-1", 5_000)));
        Assert.True(await Commit(tenant, new TenantEffect.KeyRevoked(tenant, "k-1", 5_000)));
        Assert.False(await Commit(tenant, new TenantEffect.KeyRevoked(tenant, "k-1", 6_000)));
        Assert.Equal(5_000, (await Store.FindKey("k-1", default))!.RevokedAt);
        var added = await Store.KeyChanges(before, default);
        Assert.Equal(before + 3, added.Newest);
        Assert.Equal(["k-operator", "k-1"], added.Ids);
        Assert.Equal(["k-1"], (await Store.KeyChanges(before + 2, default)).Ids);
        Assert.Empty((await Store.KeyChanges(added.Newest, default)).Ids);
    }

    /// <summary>Two changes at once are numbered as they become visible: whoever saw the later has seen both.</summary>
    [Fact]
    public async Task KeyChanges_UnderWayAtOnce_AreNeverPassedOver()
    {
        var tenant = (await Stores.Make(Settings("changes"))).Id;
        await Commit(tenant, new TenantEffect.KeyAdded(Key("c-1", tenant)));
        await Commit(tenant, new TenantEffect.KeyAdded(Key("c-2", tenant)));
        var newest = (await Store.KeyChanges(0, default)).Newest;
        await using var slow = await TestDatabase.Connect(fixture.Database.Administrator);
        await using var open = await slow.BeginTransactionAsync();
        await Run(
            slow, "with next as (update risk.key_changes set number = number + 1 returning number) "
            + "update risk.api_keys set change = number from next where id = 'c-1'");

        var later = Commit(tenant, new TenantEffect.KeyRevoked(tenant, "c-2", 1));
        var meanwhile = await Store.KeyChanges(newest, default);
        await open.CommitAsync();
        await later;

        Assert.Equal(newest, meanwhile.Newest);
        Assert.Equal(["c-1", "c-2"], (await Store.KeyChanges(meanwhile.Newest, default)).Ids);
    }

    private static async Task Run(Npgsql.NpgsqlConnection connection, string sql)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<bool> Commit(TenantId tenant, TenantEffect effect) => Stores.Next(tenant, effect);

    private static TenantSettings Settings(string name) => new() { Name = name, Region = "my" };

    private static ApiKeyRow Key(string id, TenantId? tenant) => new(
        id, tenant, "label", Roles.Ingest | Roles.Read, Some.Bytes(
            32), CreatedAt: 1_000, ExpiresAt: 9_000, RevokedAt: null, LinesPerSecond: 40);
}
