using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Sealing;

public sealed class TenantOriginTests
{
    private static readonly TenantId _there = new(7), _neighbour = new(8);
    private static readonly byte[] _content = "balance=42"u8.ToArray();

    [Fact]
    public async Task Session_OfATenantMadeHere_HasItsOwnOrigin()
    {
        using var parts = await SealingParts.WithTenants(Some.Tenant);
        using var session = await parts.NewAccount();
        Assert.Equal(new TenantOrigin(parts.Rows.Deployment, Some.Tenant.Value), session.Origin);
    }

    [Fact]
    public async Task Open_UnderAnotherNumberOfAnotherDeployment_OpensWhatWasSealedBefore()
    {
        using var before = await SealingParts.WithTenants(Some.Tenant);
        using var session = await before.NewAccount();
        var blob = session.Seal(SealingParts.Place(), _content);
        var kept = await before.Ring.Seal(Some.Tenant, SealedKind.Webhook, 7, _content, CancellationToken.None);

        using var after = await Moved(before);
        using var moved = await after.Open(tenant: _there);

        Assert.Equal(_content, moved.Open(SealingParts.Place(), blob));
        Assert.Equal(_content, await after.Ring.Open(_there, SealedKind.Webhook, 7, kept, CancellationToken.None));
        Assert.Equal(session.Origin, moved.Origin);
        Assert.Equal(
            (await before.Ring.Pseudonyms(Some.Tenant, CancellationToken.None)).Account("ACC-1"),
            (await after.Ring.Pseudonyms(_there, CancellationToken.None)).Account("ACC-1"));
    }

    // Whoever can write the tenants' rows must not be able to give a tenant another's origin.
    [Theory]
    [InlineData("another number")]
    [InlineData("another deployment")]
    [InlineData("bound to another number here")]
    [InlineData("bound to another deployment here")]
    [InlineData("bound by another tenant's key")]
    [InlineData("no MAC")]
    [InlineData("MAC cut")]
    [InlineData("MAC changed")]
    public async Task Origin_ThatIsNotWhatWasWritten_MakesThatTenantUnavailableAndNobodyElse(string what)
    {
        using var before = await SealingParts.WithTenants(Some.Tenant);
        (await before.NewAccount()).Dispose();
        using var after = await Moved(before);
        await after.Ring.CreateTenant(_neighbour, CancellationToken.None);
        after.Rows.Origins[_there] = await Tampered(after, what);

        using var process = after.AnotherProcess();
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await after.Open(ring: process, tenant: _there));
        Assert.Equal(UnavailableCause.SealBroken, refusal.Cause);
        await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await process.Pseudonyms(_there, CancellationToken.None));
        await process.Pseudonyms(_neighbour, CancellationToken.None);
    }

    [Fact]
    public async Task Origin_Lost_OpensNothing()
    {
        using var before = await SealingParts.WithTenants(Some.Tenant);
        (await before.NewAccount()).Dispose();
        using var after = await Moved(before);
        after.Rows.Origins.Clear();
        using var process = after.AnotherProcess();
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await after.Open(ring: process, tenant: _there));
        Assert.Equal(UnavailableCause.SealBroken, refusal.Cause);
    }

    [Fact]
    public async Task Origin_OfATenantWithoutKeys_IsMissingNotFresh()
    {
        using var before = await SealingParts.WithTenants(Some.Tenant);
        using var after = await Moved(before);
        after.Rows.TenantRows.Clear();
        using var process = after.AnotherProcess();
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await process.Pseudonyms(_there, CancellationToken.None));
        Assert.Equal(UnavailableCause.KeyMissing, refusal.Cause);
    }

    private static async Task<SealingParts> Moved(SealingParts before)
    {
        var after = new SealingParts(new TamperedKeyRows { Deployment = Guid.NewGuid() });
        var (keys, origin) = await Packed(before.Rows.TenantRows, after, SealingParts.Origin());
        after.Rows.TenantRows.AddRange(keys);
        after.Rows.Origins[_there] = origin;
        foreach (var row in before.Rows.Subjects.Values)
        {
            after.Rows.Subjects[(_there, row.Account)] = row with { Tenant = _there };
        }

        return after;
    }

    private static async Task<TenantOriginRow> Tampered(SealingParts after, string what)
    {
        var row = after.Rows.Origins[_there];
        var mac = row.Mac.ToArray();
        mac[0] ^= 1;
        return what switch
        {
            "another number" => row with { Origin = row.Origin with { Number = 3 } },
            "another deployment" => row with { Origin = row.Origin with { Deployment = after.Rows.Deployment } },
            "bound to another number here" =>
                await Bound(after, _there, new TenantOrigin(after.Rows.Deployment, _neighbour.Value)),
            "bound to another deployment here" =>
                await Bound(after, _there, new TenantOrigin(Guid.NewGuid(), _there.Value)),
            "bound by another tenant's key" =>
                await Bound(after, _neighbour, new TenantOrigin(after.Rows.Deployment, _there.Value)),
            "no MAC" => row with { Mac = ReadOnlyMemory<byte>.Empty },
            "MAC cut" => row with { Mac = row.Mac[..^1] },
            _ => row with { Mac = mac },
        };
    }

    private static async Task<TenantOriginRow> Bound(SealingParts after, TenantId by, TenantOrigin here) =>
        (await MovedTenant.Pack(
            after.Rows.TenantRows.Where(row => row.Tenant == by).ToList(), after.Kek,
            new KeyRingOptions("my", "test"), SealingParts.Origin(), here)).Origin;

    private static Task<(List<TenantKeyRow> Keys, TenantOriginRow Origin)> Packed(
        List<TenantKeyRow> rows, SealingParts after, TenantOrigin origin) =>
        MovedTenant.Pack(
            rows, after.Kek, new KeyRingOptions("my", "test"), origin,
            new TenantOrigin(after.Rows.Deployment, _there.Value));
}
