using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Lists by <c>limit</c>, <c>after</c>, <c>from</c> and <c>to</c>.</summary>
public sealed class ListsTests(EngineHost host) : IClassFixture<EngineHost>
{
    /// <summary>A list, what adds to it, the list's name, and the name of an item's id.</summary>
    public static TheoryData<string, string, string, string, string> Lists => new()
    {
        { "/v1/subscriptions", "POST", """{"filter":{}}""", "items", "subscription" },
        { "/v1/webhooks", "POST", """{"url":"https://lender.example/{n}"}""", "items", "webhook" },
        { "/v1/tenants/{tenant}/keys", "POST", """{"label":"k{n}","roles":["read"]}""", "items", "key" },
        { "/v1/maps", "PUT", Map, "maps", "name" },
    };

    private const string Map = """
        {"about":"x","fields":{"id":"a","account":"a","currency":"a","date":{"column":"a"}},
        "amount":{"column":"a","positive":"debit"}}
        """;

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_ReadAPageAtATime_IsWholeAndInOrder(
        string path, string method, string body, string items, string id)
    {
        var (tenant, client) = await host.Tenant("read", "admin");
        path = path.Replace("{tenant}", tenant, StringComparison.Ordinal);
        for (var n = 0; n < 5; n++)
        {
            await EngineHost.Json(
                client, new HttpMethod(method), method == "PUT" ? $"{path}/map-{n}" : path,
                body.Replace("{n}", $"{n}", StringComparison.Ordinal));
        }

        var whole = Ids(await EngineHost.Json(client, HttpMethod.Get, path), items, id);
        var read = new List<string>();
        for (var (after, more) = ("", true); more;)
        {
            var page = await EngineHost.Json(client, HttpMethod.Get, $"{path}?limit=2{after}");
            read.AddRange(Ids(page, items, id));
            (after, more) = ($"&after={read[^1]}", page.GetProperty("has_more").GetBoolean());
        }

        Assert.True(whole.Count >= 5);
        Assert.Equal(whole, read);
        Assert.Empty(Ids(await EngineHost.Json(
            client, HttpMethod.Get, path + "?to=2020-01-01T00:00:00Z"), items, id));
        Assert.Equal(whole, Ids(await EngineHost.Json(
            client, HttpMethod.Get, path + "?from=2020-01-01T00:00:00Z"), items, id));
        foreach (var (name, wrong) in new[] { ("limit", "0"), ("after", "nobody"), ("from", "today"), ("to", "1") })
        {
            var refused = await EngineHost.Json(client, HttpMethod.Get, $"{path}?{name}={wrong}", status: 400);
            Assert.Equal(name, refused.GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task Transactions_OfAnAccount_AreReadNewestFirstAsTheyWereSent()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var decisions = new List<string>();
        for (var n = 1; n <= 5; n++)
        {
            var decided = await EngineHost.Json(
                client, HttpMethod.Post, "/v1/transactions", Recent.Line($"T-{n}", "A-9"));
            decisions.Insert(0, decided.GetProperty("decision").GetString()!);
            await EngineHost.Json(
                client, HttpMethod.Post, "/v1/labels",
                $$"""{"account":"A-9","transaction":"T-{{n}}","label":"genuine","source":"analyst"}""");
        }

        var account = "acct_" + decisions[0]["dec_".Length..][..26];
        var path = $"/v1/accounts/{account}/transactions";
        var (read, ids) = (new List<string>(), new List<string>());
        for (var (after, more) = ("", true); more;)
        {
            var page = await EngineHost.Json(client, HttpMethod.Get, $"{path}?limit=2{after}");
            Assert.Equal(2, page.GetProperty("limit").GetInt32());
            read.AddRange(Ids(page, "items", "decision"));
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item =>
                item.GetProperty("transaction").GetProperty("id").GetString()!));
            more = page.GetProperty("has_more").GetBoolean();
            after = more ? $"&after={page.GetProperty("after").GetString()}" : "";
        }

        Assert.Equal(decisions, read);
        Assert.Equal(["T-5", "T-4", "T-3", "T-2", "T-1"], ids);
        var sent = JsonDocument.Parse(Recent.Line("T-5", "A-9")).RootElement;
        var newest = (await EngineHost.Json(client, HttpMethod.Get, $"{path}?limit=1")).GetProperty("items")[0];
        var shown = newest.GetProperty("transaction");
        foreach (var member in new[] { "id", "account", "amount", "currency", "direction" })
        {
            Assert.Equal(sent.GetProperty(member).GetString(), shown.GetProperty(member).GetString());
        }

        Assert.Equal(sent.GetProperty("at").GetDateTimeOffset(), shown.GetProperty("at").GetDateTimeOffset());
        Assert.Equal("booked", shown.GetProperty("status").GetString());
        foreach (var wrong in new[] { "nothing", "dec_x", decisions[0].Replace(account[5..], new string('a', 26)) })
        {
            var refused = await EngineHost.Json(
                client, HttpMethod.Get, $"{path}?after={Uri.EscapeDataString(wrong)}", status: 400);
            Assert.Equal("after", refused.GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task Decisions_OfATime_AreShownAndOfNonsenseRefused()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var decided = await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", Recent.Line("T-1", "A-1"));
        var path = $"/v1/accounts/{decided.GetProperty("account_id").GetString()}/decisions";

        Assert.Single(Ids(await EngineHost.Json(
            client, HttpMethod.Get, path + "?from=2020-01-01T00:00:00Z"), "items", "decision"));
        Assert.Empty(Ids(await EngineHost.Json(
            client, HttpMethod.Get, path + "?to=2020-01-01T00:00:00Z"), "items", "decision"));
        foreach (var name in new[] { "from", "to" })
        {
            var refused = await EngineHost.Json(client, HttpMethod.Get, $"{path}?{name}=yesterday", status: 400);
            Assert.Equal(name, refused.GetProperty("field").GetString());
        }
    }

    private static List<string> Ids(JsonElement page, string items, string id) =>
        [.. page.GetProperty(items).EnumerateArray().Select(item => item.GetProperty(id).GetString()!)];
}
