using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Access;

/// <summary>
/// Who is not served here is told the way while the upload still stands open, before any of it is read.
/// </summary>
public sealed class TenantRoutingTests
{
    [Theory]
    [InlineData("sg", "https://sg.example/", "moved")]
    [InlineData("eu", null, "key_invalid")]
    public async Task Key_OfAnotherRegion_IsSentThereIfWeKnowTheWay(string region, string? address, string code)
    {
        await using var host = await Start();

        var problem = await Answer(host, ApiKeySecret.New(region).Text());

        Assert.Equal((code, address), (problem.Code, problem.Address));
    }

    [Fact]
    public async Task Key_OfOurRegionThatNobodyKnows_IsSentNowhere()
    {
        await using var host = await Start();

        Assert.Equal("key_invalid", (await Answer(host, ApiKeySecret.New("my").Text())).Code);
    }

    [Theory]
    [InlineData(1, "moved", "https://beta.example/", null)]
    [InlineData(2, "not_recorded", null, 1_000L)]
    public async Task Tenant_OfAnotherPoolOrOnItsWay_IsToldSoBeforeTheBodyIsRead(
        int tenant, string code, string? address, long? retryAfterMs)
    {
        await using var host = await Start();

        var problem = await Answer(host, host.Tenants.Key(Roles.Ingest, tenant));

        Assert.Equal((code, address, retryAfterMs), (problem.Code, problem.Address, problem.RetryAfterMs));
        Assert.Empty(host.Actors.Asked);
    }

    private static async Task<ApiHost> Start()
    {
        var host = new ApiHost(TimeProvider.System) { Homes = new SomeRoutes() };
        await host.InitializeAsync();
        return host;
    }

    private static async Task<Problem> Answer(ApiHost host, string key)
    {
        using var client = host.Client(key);
        await using var upload = await Duplex.Open(client);
        var heard = await upload.Hear();
        return System.Text.Json.JsonSerializer.Deserialize(
            heard!.Value.GetRawText(), ContractJson.Default.Problem)!;
    }

    /// <summary>Tenant 1 lives in another pool, tenant 2 is on its way, and of regions only one is known.</summary>
    private sealed class SomeRoutes : ITenantRouting
    {
        public TenantRoute OfOperators => default;

        public TenantRoute Of(TenantId tenant) => tenant.Value == 1
            ? new TenantRoute(TenantRouteKind.OtherRegion, "https://beta.example/")
            : new TenantRoute(TenantRouteKind.Moving);

        public TenantRoute OfRegion(string region) => region == "sg"
            ? new TenantRoute(TenantRouteKind.OtherRegion, "https://sg.example/")
            : new TenantRoute(TenantRouteKind.Nowhere);
    }
}
