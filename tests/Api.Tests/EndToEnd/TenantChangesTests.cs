using System.Net;
using System.Text.Json;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What changed of a tenant, over the host as it is and PostgreSQL.</summary>
public sealed class TenantChangesTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Changes_OfATenant_AreListedTheNewestFirstByPages()
    {
        var (tenant, admin) = await host.Tenant("admin");
        await EngineHost.Json(admin, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"review_at":400}""");
        await EngineHost.Json(admin, HttpMethod.Put, "/v1/category-rules", """{"country":"my","rules":[]}""");
        var key = await host.Key(tenant, "read");
        await EngineHost.Json(host.Operator, HttpMethod.Post, $"/v1/tenants/{tenant}/keys/{key.Split('_')[2]}/revoke");

        var whole = await Changes(admin, tenant, "");
        var first = await Changes(admin, tenant, "?limit=2");
        var second = await Changes(host.Operator, tenant, $"?limit=9&after={first.GetProperty("after").GetString()}");

        Assert.Equal(
            [
                "key_revoked", "key_issued", "category_rules_changed", "settings_changed", "key_issued",
                "tenant_created",
            ],
            Words(whole, "kind"));
        Assert.Equal([6, 5], Numbers(first));
        Assert.Equal([4, 3, 2, 1], Numbers(second));
        Assert.Equal((true, false), (
            first.GetProperty("has_more").GetBoolean(), second.GetProperty("has_more").GetBoolean()));
        Assert.Equal(key.Split('_')[2], Words(whole, "subject")[0]);
        Assert.StartsWith("key:", Words(whole, "by")[2], StringComparison.Ordinal);
        Assert.All(Words(whole, "previous_hash").Distinct(), static hash => Assert.Equal(64, hash.Length));
        Assert.Equal(6, Words(whole, "previous_hash").Distinct().Count());
    }

    [Fact]
    public async Task Changes_WhatStandsAlready_IsNoChange()
    {
        var (tenant, admin) = await host.Tenant("admin");
        for (var time = 0; time < 2; time++)
        {
            await EngineHost.Json(admin, HttpMethod.Put, "/v1/category-rules", """{"country":"my","rules":[]}""");
        }

        Assert.Equal([3, 2, 1], Numbers(await Changes(admin, tenant, "")));
    }

    [Fact]
    public async Task Changes_OfAnotherTenantOrWithoutTheRole_AreNotShown()
    {
        var (tenant, reader) = await host.Tenant("read", "analyst", "ingest");
        var (_, other) = await host.Tenant("admin");

        Assert.Equal(HttpStatusCode.Forbidden, await Status(reader, $"/v1/tenants/{tenant}/changes"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(other, $"/v1/tenants/{tenant}/changes"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(other, "/v1/tenants/ten_0/changes"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(host.Operator, $"/v1/tenants/{tenant}/changes?after=x"));
    }

    /// <summary>Every kind has its word in the contract, and no word is without a kind.</summary>
    [Fact]
    public void Kinds_OfTheEngine_AreThoseOfTheContract() => Assert.Equal(
        Enum.GetNames<TenantChangeKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).Order(),
        typeof(TenantChangeKinds).GetFields().Select(static word => (string)word.GetValue(null)!).Order());

    private static Task<JsonElement> Changes(HttpClient client, string tenant, string query) =>
        EngineHost.Json(client, HttpMethod.Get, $"/v1/tenants/{tenant}/changes{query}");

    private static List<string> Words(JsonElement page, string name) =>
        [.. page.GetProperty("items").EnumerateArray().Select(each => each.GetProperty(name).GetString()!)];

    private static List<long> Numbers(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(static each => each.GetProperty("sequence").GetInt64())];

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
