using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>An account goes on under another id, over PostgreSQL.</summary>
public sealed class MergeTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string History = "?mode=history", Merge = """{"into":"NEW","why":"renumbered"}""";
    private static readonly string[] Compared = ["transactions", "as_of", "balance", "credit", "currency", "segment"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merge_OfARenumberedAccount_EndsInTheStateOfOneThatWasNeverRenumbered(bool begun)
    {
        var (_, client) = await host.Tenant("ingest", "history", "read", "analyst");
        await State(client, "OLD", "prime");
        await State(client, "TWIN", "prime");
        await client.Send(Year("OLD", 0, 81) + Year("TWIN", 0, 81), History);
        await client.Send(Hold("OLD") + Hold("TWIN") + Year("TWIN", 81, 90));
        if (begun)
        {
            await State(client, "NEW", "prime");
            await client.Send(Year("NEW", 75, 90)); // the bank sends some days under both ids
        }

        var old = await Account(client, "OLD");
        var merged = await EngineHost.Json(client, HttpMethod.Post, Path(old) + "/merges", Merge);
        await client.Send(Year("NEW", 81, 90));

        var (found, twin) = (await Account(client, "NEW"), await Account(client, "TWIN"));
        Assert.All(Compared, name => Assert.Equal(
            twin.GetProperty(name).GetRawText(), found.GetProperty(name).GetRawText()));
        Assert.Equal((begun ? 76 : 82, begun ? 6 : 0, 0, true), (
            merged.GetProperty("moved").GetInt32(), merged.GetProperty("known").GetInt32(),
            merged.GetProperty("refused").GetInt32(), merged.GetProperty("whole").GetBoolean()));
        var again = await EngineHost.Json(client, HttpMethod.Post, Path(old) + "/merges", Merge);
        Assert.Equal(0, again.GetProperty("moved").GetInt32());
        Assert.Equal(
            found.GetProperty("revision").GetInt32(), again.GetProperty("account").GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task Account_ThatWasMerged_SaysWhereItGoesOnTakesNothingAndReplays()
    {
        var (_, client) = await host.Tenant("ingest", "history", "read", "analyst", "auditor");
        await client.Send(Year("OLD", 0, 40), History);
        var decision = (await client.Send(Hold("OLD")))[0].GetProperty("decision").GetString();
        await EngineHost.Json(client, HttpMethod.Post, "/v1/labels", Label("OLD"));
        var old = await Account(client, "OLD");

        await EngineHost.Json(client, HttpMethod.Post, Path(old) + "/merges", Merge);

        var into = (await Account(client, "NEW")).GetProperty("account_id").GetString();
        Assert.Equal(into, (await Account(client, "OLD")).GetProperty("merged_into").GetString());
        var refused = (await client.Send(Year("OLD", 41, 42)))[0].GetProperty("error");
        Assert.Equal(("account_merged", into), (
            refused.GetProperty("code").GetString(), refused.GetProperty("cause").GetString()));
        Assert.True((await client.Send(Hold("OLD")))[0].GetProperty("duplicate").GetBoolean());
        var replay = await EngineHost.Json(client, HttpMethod.Get, $"/v1/decisions/{decision}/replay");
        Assert.True(replay.GetProperty("equal").GetBoolean());
        var label = await EngineHost.Json(client, HttpMethod.Post, "/v1/labels", Label("NEW"));
        Assert.Equal("unchanged", label.GetProperty("result").GetString());
        await EngineHost.Json(
            client, HttpMethod.Post, "/v1/labels",
            Label("OLD").Replace("hold", "row-3", StringComparison.Ordinal), 409);
        await EngineHost.Json(client, HttpMethod.Put, Path(old), """{"segment":"x"}""", 409);
        await EngineHost.Json(
            client, HttpMethod.Post, Path(old) + "/merges", """{"into":"ELSE","why":"x"}""", 409);
    }

    [Fact]
    public async Task Merge_AskedWrongly_NamesTheFieldAndChangesNothing()
    {
        var (_, client) = await host.Tenant("ingest", "history", "read", "analyst");
        var (_, other) = await host.Tenant("history", "read", "analyst");
        await client.Send(Year("OLD", 0, 9) + Year("LAST", 0, 9), History);
        await client.Send(Year("EURO", 0, 9).Replace("MYR", "EUR", StringComparison.Ordinal), History);
        var (old, last) = (await Account(client, "OLD"), await Account(client, "LAST"));
        await EngineHost.Json(client, HttpMethod.Post, Path(last) + "/merges", """{"into":"END","why":"x"}""");
        async Task<(string?, string?)> Refused(string body, int status)
        {
            var problem = await EngineHost.Json(client, HttpMethod.Post, Path(old) + "/merges", body, status);
            return (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString());
        }

        Assert.Equal(("id_invalid", "into"), await Refused("""{"into":"OLD","why":"x"}""", 400));
        Assert.Equal(("id_invalid", "into"), await Refused("""{"into":"a b","why":"x"}""", 400));
        Assert.Equal(("text_empty", "why"), await Refused("""{"into":"NEW","why":""}""", 400));
        Assert.Equal(("field_missing", "into"), await Refused("""{"why":"x"}""", 400));
        Assert.Equal(("account_merged", "into"), await Refused("""{"into":"LAST","why":"x"}""", 409));
        Assert.Equal(("wrong_currency", "into"), await Refused("""{"into":"EURO","why":"x"}""", 400));
        await EngineHost.Json(other, HttpMethod.Post, Path(old) + "/merges", Merge, 404);
        Assert.False((await Account(client, "OLD")).TryGetProperty("merged_into", out _));
        Assert.Equal("", (await client.Send(Year("OLD", 9, 10)))[0].TryGetProperty("error", out var error)
            ? error.GetRawText() : "");
    }

    [Fact]
    public async Task Merge_OfDataUnderAConsent_IsTakenBackWithItFromTheNewAccountToo()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "history", "read", "analyst");
        await EngineHost.Json(client, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"revoked_data":"take_back"}""");
        var consent = (await EngineHost.Json(
            client, HttpMethod.Post, "/v1/consents",
            """{"subject":"C-1","to":"2099-01-01T00:00:00Z","purpose":"credit_underwriting"}""", 201))
            .GetProperty("consent").GetString();
        await client.Send(Year("OLD", 0, 9), History);
        await client.Send(Hold("OLD"), $"?consent={consent}");
        await EngineHost.Json(client, HttpMethod.Post, Path(await Account(client, "OLD")) + "/merges", Merge);
        Assert.Equal(10, (await Account(client, "NEW")).GetProperty("transactions").GetInt32());

        await EngineHost.Json(client, HttpMethod.Post, $"/v1/consents/{consent}/revoke");

        Assert.Equal(9, (await Account(client, "NEW")).GetProperty("transactions").GetInt32());
        Assert.Equal(9, (await Account(client, "OLD")).GetProperty("transactions").GetInt32());
    }

    private static string Path(JsonElement account) => $"/v1/accounts/{account.GetProperty("account_id")}";

    private static string Label(string account) =>
        $$"""{"account":"{{account}}","transaction":"hold","label":"fraud","source":"chargeback"}""";

    private static Task<JsonElement> Account(HttpClient client, string account) => EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{account}}"}""");

    private static Task<JsonElement> State(HttpClient client, string account, string segment) => EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts",
        $$"""{"account":"{{account}}","segment":"{{segment}}","currency":"MYR"}""");

    /// <summary>Rows of the last ninety days but one, a salary among each twenty.</summary>
    private static string Year(string account, int from, int to) => string.Concat(
        Enumerable.Range(from, to - from).Select(i => Line(
            account, $"row-{i}", 91 - i, "booked", i % 20 == 0 ? "3200.00" : $"{10 + (i % 13)}.00",
            i % 20 == 0 ? "credit" : "debit")));

    private static string Hold(string account) => Line(account, "hold", 10.5, "authorised", "12.00", "debit");

    private static string Line(
        string account, string id, double daysAgo, string status, string amount, string direction)
    {
        var at = Begin.AddDays(-daysAgo).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"{{\"id\":\"{id}\",\"account\":\"{account}\",\"at\":\"{at}\",\"amount\":\"{amount}\","
            + $"\"currency\":\"MYR\",\"status\":\"{status}\",\"direction\":\"{direction}\",\"balance\":\"{amount}\","
            + $"\"counterparty\":\"{(direction == "credit" ? "ACME" : "Kedai")}\"}}\n";
    }

    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow();
}
