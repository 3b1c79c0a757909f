using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What a lender states of accounts, and its customers, over the host as it is and PostgreSQL.</summary>
public sealed class AccountsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly string[] Roles = ["ingest", "read"];

    [Fact]
    public async Task Settings_Stated_AreShownAndGovernTheFirstTransaction()
    {
        var (_, client) = await host.Tenant(Roles);

        var made = await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts",
            """{"account":"A-1","currency":"EUR","zone":"Europe/Prague","opened":"2019-05-01","segment":"retail"}""");
        var id = made.GetProperty("account_id").GetString()!;
        var decided = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/transactions",
            Recent.Line("T-1", "A-1").Replace("MYR", "EUR", StringComparison.Ordinal));
        var again = await EngineHost.Json(
            client, HttpMethod.Put, $"/v1/accounts/{id}", """{"segment":"","labels":["vip"]}""");

        Assert.Equal(id, decided.GetProperty("account_id").GetString());
        var shown = await EngineHost.Json(client, HttpMethod.Get, $"/v1/accounts/{id}");
        Assert.Equal(again.GetRawText(), shown.GetRawText());
        Assert.Equal(("EUR", "Europe/Prague", "2019-05-01", JsonValueKind.Null, false, 3), (
            shown.GetProperty("currency").GetString(), shown.GetProperty("zone").GetString(),
            shown.GetProperty("opened").GetString(), shown.GetProperty("segment").ValueKind,
            shown.GetProperty("defaults").GetBoolean(), shown.GetProperty("sequence").GetInt32()));
    }

    [Theory]
    [InlineData("""{"currency":"EUR"}""", 409, "already_begun", "currency")]
    [InlineData("""{"zone":"Europe/Prague"}""", 409, "already_begun", "zone")]
    [InlineData("""{"zone":"Europe/Atlantis"}""", 400, "zone_unknown", "zone")]
    [InlineData("""{"currency":"XXZ"}""", 400, "currency_unknown", "currency")]
    [InlineData("""{"opened":"1969-12-31"}""", 400, "time_out_of_range", "opened")]
    [InlineData("""{"customers":[null]}""", 400, "field_type", "customers")]
    [InlineData("""{"customers":["two words"]}""", 400, "id_invalid", "customers")]
    [InlineData("""{"account":"A-2"}""", 400, "id_invalid", "account")]
    [InlineData("""{"account":"4111111111111111"}""", 400, "looks_like_pan", "account")]
    [InlineData("""{"colour":"red"}""", 400, null, null)]
    public async Task Settings_OfNoUse_AreRefusedByTheirField(string body, int status, string? code, string? field)
    {
        var (_, client) = await host.Tenant(Roles);
        var decided = await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", Recent.Line("T-1", "A-1"));
        var path = $"/v1/accounts/{decided.GetProperty("account_id").GetString()}";

        var refused = await EngineHost.Json(client, HttpMethod.Put, path, body, status);

        if (code is not null)
        {
            Assert.Equal((code, field), (
                refused.GetProperty("code").GetString(), refused.GetProperty("field").GetString()));
        }

        Assert.Equal(1, (await EngineHost.Json(client, HttpMethod.Get, path)).GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task Customer_OfAJointAccountAndOneOfItsOwn_HasBothUntilItIsTakenOff()
    {
        var (_, client) = await host.Tenant(Roles);
        var joint = await State(client, """{"account":"A-1","customers":["anna","ben"]}""");
        var own = await State(client, """{"account":"A-2","customers":["anna"]}""");
        var anna = joint.GetProperty("customers")[0].GetString()!;

        var found = await EngineHost.Json(client, HttpMethod.Get, $"/v1/customers/{anna}");
        var looked = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/customers/lookup", """{"customer":"anna"}""");
        Assert.Equal(found.GetRawText(), looked.GetRawText());
        Assert.Equal(Ids(joint, own), Items(found).Order(StringComparer.Ordinal));

        var page = await EngineHost.Json(client, HttpMethod.Get, $"/v1/customers/{anna}?limit=1");
        var rest = await EngineHost.Json(
            client, HttpMethod.Get, $"/v1/customers/{anna}?limit=1&after={page.GetProperty("after").GetString()}");
        Assert.True(page.GetProperty("has_more").GetBoolean());
        Assert.False(rest.GetProperty("has_more").GetBoolean());
        Assert.Equal(Items(found), [.. Items(page), .. Items(rest)]);

        await State(client, """{"account":"A-1","customers":["ben"]}""");
        Assert.Equal(Ids(own), Items(await EngineHost.Json(client, HttpMethod.Get, $"/v1/customers/{anna}")));
        Assert.DoesNotContain("anna", found.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_ListedAPageAtATime_AreAllOfTheTenantsOwn()
    {
        var (_, client) = await host.Tenant(Roles);
        var (_, other) = await host.Tenant(Roles);
        await State(other, """{"account":"A-9"}""");
        var made = new List<JsonElement>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(await State(client, $$"""{"account":"A-{{i}}"}"""));
        }

        var listed = new List<string>();
        for (string? after = null, more = "true"; more == "true";)
        {
            var page = await EngineHost.Json(client, HttpMethod.Get,
                "/v1/accounts?limit=2" + (after is null ? "" : $"&after={after}"));
            listed.AddRange(Items(page));
            (after, more) = (page.GetProperty("after").GetString(), page.GetProperty("has_more").GetRawText());
        }

        Assert.Equal(Ids([.. made]), listed.Order(StringComparer.Ordinal));
        await EngineHost.Json(client, HttpMethod.Get, "/v1/accounts?limit=0", status: 400);
        await EngineHost.Json(client, HttpMethod.Get, "/v1/accounts?after=acct_x", status: 400);
    }

    private static Task<JsonElement> State(HttpClient client, string body) =>
        EngineHost.Json(client, HttpMethod.Post, "/v1/accounts", body);

    private static List<string> Ids(params JsonElement[] accounts) => [.. accounts
        .Select(account => account.GetProperty("account_id").GetString()!).Order(StringComparer.Ordinal)];

    private static List<string> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()
        .Select(account => account.GetProperty("account_id").GetString()!)];
}
