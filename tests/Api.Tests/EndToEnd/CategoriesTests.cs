using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What payees are paid for, over the host as it is and PostgreSQL.</summary>
public sealed class CategoriesTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Rules = "/v1/category-rules";
    private const string Ali = """{"country":"my","rules":[{"text":"Kedai Ali","category":"groceries"}]}""";
    private const string AliAsRent = """{"country":"my","rules":[{"text":"Kedai Ali","category":"rent"}]}""";

    [Fact]
    public async Task Decision_UnderRulesThatChange_ShowsAndReplaysWhatWasSaidThen()
    {
        var (_, client) = await host.Tenant("admin", "ingest", "read", "auditor");
        await Put(client, Ali);
        var first = await Decide(client, "T-1", "KEDAI-ALI #12");
        await Put(client, AliAsRent);
        var second = await Decide(client, "T-2", "KEDAI-ALI #12");
        var zakat = await Decide(client, "T-3", "Lembaga Zakat Selangor");
        var unknown = await Decide(client, "T-4", "Somebody");

        Assert.Equal(
            ["groceries rule", "rent rule", "religious pack", ""],
            new[] { first, second, zakat, unknown }.Select(Shown));
        await Put(client, """{"rules":[]}""");
        Assert.Equal("groceries rule", Shown(await EngineHost.Json(
            client, HttpMethod.Get, $"/v1/decisions/{first.GetProperty("decision").GetString()}")));
        foreach (var decision in new[] { first, second, zakat, unknown })
        {
            var replay = await EngineHost.Json(
                client, HttpMethod.Get, $"/v1/decisions/{decision.GetProperty("decision").GetString()}/replay");
            Assert.True(replay.GetProperty("equal").GetBoolean());
        }
    }

    [Fact]
    public async Task Put_SameSetAgainAndAnOldVersion_MakesNoneAndIsAConflict()
    {
        var (_, client) = await host.Tenant("admin", "read");
        Assert.Equal(0, (await EngineHost.Json(client, HttpMethod.Get, Rules)).GetProperty("version").GetInt32());

        var first = await Put(client, Ali);
        var again = await Put(client, Ali);
        var second = await Put(client, AliAsRent[..^1] + ""","version":1}""");
        var late = await Put(client, Ali[..^1] + ""","version":1}""");

        Assert.Equal([1, 1, 2], new[] { first, again, second }.Select(a => a.Body.GetProperty("version").GetInt32()));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("version_conflict", late.Body.GetProperty("code").GetString());
        Assert.Equal("rent", (await EngineHost.Json(client, HttpMethod.Get, Rules))
            .GetProperty("rules")[0].GetProperty("category").GetString());
    }

    [Fact]
    public async Task Rules_OfAnotherTenant_AreNeitherSeenNorAsked()
    {
        var (_, owner) = await host.Tenant("admin", "ingest");
        var (_, other) = await host.Tenant("admin", "ingest");
        await Put(owner, Ali);

        Assert.Empty((await EngineHost.Json(other, HttpMethod.Get, Rules)).GetProperty("rules").EnumerateArray());
        Assert.Equal("", Shown(await Decide(other, "T-1", "Kedai Ali")));
        Assert.Equal("uncategorised", (await Test(other, """{"counterparty":"Kedai Ali"}"""))
            .GetProperty("category").GetString());
    }

    [Theory]
    [InlineData("""{"country":"xx"}""", "value_unknown", "country")]
    [InlineData("""{"rules":[{"text":"Kedai","category":"colour"}]}""", "category_rules_invalid", "rules[0].category")]
    [InlineData("""{"rules":[{"text":"Kedai","category":"rent"},{"text":"a","category":"rent"}]}""",
        "category_rules_invalid", "rules[1].text")]
    [InlineData("""{"rules":[{"text":"Kedai","category":"rent","direction":"up"}]}""",
        "category_rules_invalid", "rules[0].direction")]
    [InlineData("""{"rules":[{"text":"Kedai","category":"rent","field":"note"}]}""",
        "category_rules_invalid", "rules[0].field")]
    [InlineData("""{"rules":[null]}""", "field_type", "rules")]
    [InlineData("""{"rules":[{"text":"Kedai"}]}""", "field_missing", "rules.category")]
    [InlineData("""{"rule":[]}""", "field_unknown", "rule")]
    public async Task Put_OfNoUse_IsRefusedByItsRuleAndKeepsNothing(string body, string code, string? field)
    {
        var (_, client) = await host.Tenant("admin");

        var (status, refused) = await Put(client, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal((code, field), (refused.GetProperty("code").GetString(),
            refused.TryGetProperty("field", out var place) ? place.GetString() : null));
        Assert.DoesNotContain("colour", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await EngineHost.Json(client, HttpMethod.Get, Rules)).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("""{"counterparty":"GRAB PAYLATER"}""", "bnpl pack")]
    [InlineData("""{"description":"gaji mac","direction":"credit"}""", "income.salary pack")]
    [InlineData("""{"counterparty":"Kedai Ali","mcc":"7995"}""", "gambling mcc")]
    [InlineData("""{"counterparty":"Kedai Ali","category":"PMNT-CCRD-CWDL"}""", "cash bank_code")]
    [InlineData("""{"counterparty":"Kedai Ali"}""", "groceries rule")]
    [InlineData("{}", "uncategorised ")]
    public async Task Test_OfATransaction_SaysWhatItWouldBeTakenToBeForAndWhy(string body, string expected)
    {
        var (_, client) = await host.Tenant("admin");
        await Put(client, Ali);

        var found = await Test(client, body);

        Assert.Equal(
            expected, $"{found.GetProperty("category").GetString()} {found.GetProperty("by").GetString()}");
        Assert.Equal(expected is "groceries rule" ? "Kedai Ali" : null,
            expected.EndsWith("rule", StringComparison.Ordinal)
                ? found.GetProperty("rule").GetProperty("text").GetString() : null);
    }

    [Fact]
    public async Task Put_WithAKeyThatMayOnlyRead_IsForbidden()
    {
        var (_, client) = await host.Tenant("ingest", "read");

        Assert.Equal(HttpStatusCode.Forbidden, (await Put(client, Ali)).Status);
    }

    private static string Shown(JsonElement decision) => decision.TryGetProperty("category", out var category)
        ? $"{category.GetProperty("name").GetString()} {category.GetProperty("by").GetString()}"
        : "";

    private static Task<JsonElement> Decide(HttpClient client, string id, string counterparty) => EngineHost.Json(
        client, HttpMethod.Post, "/v1/transactions", $$"""
            {"id":"{{id}}","account":"A-1","at":"{{Recent.At}}","amount":"9.00","currency":"MYR","direction":"debit",
             "counterparty":"{{counterparty}}"}
            """);

    private static Task<JsonElement> Test(HttpClient client, string body) =>
        EngineHost.Json(client, HttpMethod.Post, $"{Rules}/test", body);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Put(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(MediaTypes.Json));
        using var response = await client.PutAsync(Rules, content);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
    }
}
