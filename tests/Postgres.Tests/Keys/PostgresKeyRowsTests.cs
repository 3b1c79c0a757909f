using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Keys;

public sealed class PostgresKeyRowsTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private IKeyRows Keys => fixture.Stores.Keys;

    [Fact]
    public async Task DeploymentId_OfADatabase_StaysTheSame()
    {
        var id = await Keys.DeploymentId(default);

        Assert.NotEqual(Guid.Empty, id);
        Assert.Equal(id, await Keys.DeploymentId(default));
    }

    [Fact]
    public async Task AddTenantKey_Twice_TheFirstOneCounts()
    {
        Assert.True(await Keys.AddTenantKey(Row(1, TenantKeyPurpose.Sealing, 1, seed: 5), default));
        Assert.True(await Keys.AddTenantKey(Row(1, TenantKeyPurpose.Pseudonym, 1, seed: 6), default));
        Assert.True(await Keys.AddTenantKey(Row(2, TenantKeyPurpose.Sealing, 1, seed: 7), default));
        Assert.False(await Keys.AddTenantKey(Row(1, TenantKeyPurpose.Sealing, 1, seed: 8), default));

        var rows = await Keys.TenantKeys(new TenantId(1), default);

        Assert.Equal([TenantKeyPurpose.Sealing, TenantKeyPurpose.Pseudonym], rows.Select(row => row.Purpose));
        Assert.Equal(Some.Bytes(40, 5), rows[0].Wrapped.ToArray());
        Assert.Equal(
            Row(1, TenantKeyPurpose.Sealing, 1, 5) with { Wrapped = rows[0].Wrapped, Binding = rows[0].Binding },
                rows[0]);
    }

    [Fact]
    public async Task SubjectKey_WrittenWithItsRecord_IsFoundForItsTenantOnly()
    {
        await using var writer = await fixture.Writer();
        await writer.Commit(1, Some.Record("subject", withKey: true));

        var row = await Keys.SubjectKey(Some.Tenant, Some.Account("subject"), default);

        Assert.Equal(Some.Key("subject").SealedKey.ToArray(), row!.SealedKey.ToArray());
        Assert.Null(await Keys.SubjectKey(new TenantId(2), Some.Account("subject"), default));
        Assert.Null(await Keys.SubjectKey(Some.Tenant, Some.Account("nobody"), default));
    }

    [Fact]
    public async Task Origin_OfATenant_IsNoneUnlessItWasMovedHere()
    {
        var made = await fixture.Stores.Make(new TenantSettings { Name = "made here", Region = "my" });
        var moved = await fixture.Stores.Make(new TenantSettings { Name = "moved", Region = "my" });
        var from = Guid.NewGuid();
        await fixture.Database.Execute(
            $"update risk.tenants set origin_deployment = '{from}', origin_tenant = 40, "
            + $"origin_mac = sha256('mac') where id = {moved.Id}");

        Assert.Null(await Keys.Origin(made.Id, default));
        Assert.Null(await Keys.Origin(new TenantId(4_000), default));
        var origin = await Keys.Origin(moved.Id, default);
        Assert.Equal(new TenantOrigin(from, 40), origin!.Origin);
        Assert.Equal(SHA256.HashData("mac"u8), origin.Mac.ToArray());
    }

    private static TenantKeyRow Row(int tenant, TenantKeyPurpose purpose, int version, int seed) => new(
        new TenantId(tenant), purpose, version, TenantKeyStatus.Active, "local/kek/1", Some.Bytes(
            40, seed), Some.Bytes(32, seed + 1));
}
