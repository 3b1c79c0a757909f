using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What was loaded wrongly is made right, over PostgreSQL.</summary>
public sealed class RebuildTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Correction_OfAnAmount_MovesTheStateByTheDifference()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Send(Day("m-0", 12, "500.00", "credit") + Day("m-1", 9, "41.00") + Day("m-2", 8, "9.00"), History);

        var reused = await client.Send(Day("m-1", 9, "14.00"), History);
        Assert.Equal(("id_reused", "amount"), (reused[0].Code(), reused[0].Field()));
        var corrected = await client.Send(Day("m-1", 9, "14.00", corrects: "m-1"), History);
        var again = await client.Send(Day("m-1", 9, "14.00", corrects: "m-1"), History);
        var first = await client.Send(Day("m-1", 9, "41.00"), History);

        Assert.Equal(1, corrected[^1].GetProperty("scored").GetInt32());
        Assert.True(again[0].GetProperty("duplicate").GetBoolean());
        Assert.True(first[0].GetProperty("duplicate").GetBoolean());
        Assert.Equal(
            corrected[0].GetProperty("decision").GetString(), first[0].GetProperty("superseded_by").GetString());
        var account = await Account(client, "A-1");
        Assert.Equal((3, 1, "477.00"), (
            account.GetProperty("transactions").GetInt32(), account.GetProperty("revision").GetInt32(),
            account.GetProperty("balance").GetString()));
        var (earlier, later) = (first[0].GetProperty("decision").GetString(),
            first[0].GetProperty("superseded_by").GetString());
        var path = $"/v1/accounts/{account.GetProperty("account_id").GetString()}";
        JsonElement[] reads =
        [
            await EngineHost.Json(client, HttpMethod.Get, $"/v1/decisions/{earlier}"),
            .. Items(await EngineHost.Json(client, HttpMethod.Get, path + "/decisions")),
            .. Items(await EngineHost.Json(client, HttpMethod.Get, path + "/decisions?transaction=m-1")),
            .. Items(await EngineHost.Json(client, HttpMethod.Get, path + "/transactions")),
        ];
        Assert.Equal(4, reads.Count(read => read.GetProperty("decision").GetString() == earlier));
        Assert.All(reads, read => Assert.Equal(
            read.GetProperty("decision").GetString() == earlier ? later : null,
            read.TryGetProperty("superseded_by", out var by) ? by.GetString() : null));
    }

    [Fact]
    public async Task Line_KnownWithACleanedText_IsADuplicateThatNamesItInEachWayIn()
    {
        var (tenant, client) = await host.Tenant("ingest", "history", "read");
        await client.Send(Day("m-2", 8, "9.00"));
        var cleaned = Day("m-2", 8, "9.00").Replace(
            "\"id\"", "\"counterparty\":\"Harbor Fuel\",\"id\"", StringComparison.Ordinal);

        JsonElement[] answers =
        [
            (await client.Send(cleaned))[0], (await client.Send(cleaned, History))[0],
            await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", cleaned),
        ];

        Assert.All(answers, answer => Assert.Equal((true, "counterparty"), (
            answer.GetProperty("duplicate").GetBoolean(), answer.GetProperty("changed")[0].GetString())));
        Assert.False((await client.Send(Day("m-2", 8, "9.00")))[0].TryGetProperty("changed", out _));
    }

    [Fact]
    public async Task Correction_SentLive_IsRefused()
    {
        var (_, client) = await host.Tenant("ingest");
        await client.Send(Day("m-1", 9, "41.00"));

        var live = await client.Send(Day("m-1", 9, "14.00", corrects: "m-1"));

        Assert.Equal(("correction_not_live", "corrects"), (live[0].Code(), live[0].Field()));
    }

    [Fact]
    public async Task TakeBack_OfADecision_IsDoneOnceAndItsReadsSaySo()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Send(Day("m-0", 12, "500.00", "credit") + Day("m-1", 9, "41.00"), History);
        var wrong = (await client.Send(Day("m-2", 8, "9.00"), History))[0].GetProperty("decision").GetString()!;
        var account = await Account(client, "A-1");
        var rebuilds = $"/v1/accounts/{account.GetProperty("account_id").GetString()}/rebuilds";
        var body = $$"""{"why":"another customer's","take_back":["{{wrong}}"]}""";

        var shown = await EngineHost.Json(
            client, HttpMethod.Post, rebuilds, body.Replace("}", ",\"preview\":true}", StringComparison.Ordinal));
        var done = await EngineHost.Json(client, HttpMethod.Post, rebuilds, body);
        var again = await EngineHost.Json(client, HttpMethod.Post, rebuilds, body);

        Assert.Equal((false, 1), Came(shown));
        Assert.Equal((true, 1), Came(done));
        Assert.Equal((false, 0), Came(again));
        Assert.Equal("459.00", done.GetProperty("account").GetProperty("balance").GetString());
        await EngineHost.Json(client, HttpMethod.Get, $"/v1/decisions/{wrong}", status: 410);
        await EngineHost.Json(client, HttpMethod.Get, $"/v1/decisions/{wrong}/replay", status: 410);
    }

    [Fact]
    public async Task Currency_OfAnAccountThatHasBegun_IsMendedByARebuild()
    {
        var (_, client) = await host.Tenant("ingest", "history", "read", "analyst");
        await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts", """{"account":"A-1","currency":"MYR"}""");
        await client.Send(Day("m-0", 40, "500.00", "credit").Replace("MYR", "EUR", StringComparison.Ordinal));
        var account = await Account(client, "A-1");
        var path = $"/v1/accounts/{account.GetProperty("account_id").GetString()}";
        await EngineHost.Json(client, HttpMethod.Put, path, """{"currency":"EUR"}""", 409);

        var rebuilt = await EngineHost.Json(
            client, HttpMethod.Post, path + "/rebuilds", """{"why":"it is in euros","currency":"EUR"}""");

        Assert.Equal(("EUR", "500.00"), (
            rebuilt.GetProperty("account").GetProperty("currency").GetString(),
            rebuilt.GetProperty("account").GetProperty("balance").GetString()));
    }

    [Theory]
    [InlineData("""{"why":""}""", "text_empty", "why")]
    [InlineData("""{"why":"x","currency":"ZZZ"}""", "currency_unknown", "currency")]
    [InlineData("""{"why":"x","zone":"Mars/Base"}""", "zone_unknown", "zone")]
    [InlineData("""{"why":"x","take_back":["dec_nothing"]}""", "id_invalid", "take_back")]
    [InlineData("""{"why":"x","take_back_sources":[""]}""", "id_invalid", "take_back_sources")]
    public async Task Rebuild_AskedWrongly_NamesTheField(string body, string code, string field)
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Send(Day("m-0", 12, "500.00", "credit"), History);
        var account = await Account(client, "A-1");

        var problem = await EngineHost.Json(
            client, HttpMethod.Post,
            $"/v1/accounts/{account.GetProperty("account_id").GetString()}/rebuilds", body, 400);

        Assert.Equal((code, field), (
            problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    private const string History = "?mode=history";

    private static JsonElement.ArrayEnumerator Items(JsonElement page) => page.GetProperty("items").EnumerateArray();

    private static (bool, int) Came(JsonElement rebuilt) =>
        (rebuilt.GetProperty("recorded").GetBoolean(), rebuilt.GetProperty("taken_back").GetInt32());

    private static async Task<JsonElement> Account(HttpClient client, string account) => await EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{account}}"}""");

    private static string Day(
        string id, int daysAgo, string amount, string direction = "debit", string? corrects = null)
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddDays(-daysAgo).DateTime);
        var balance = direction == "credit" ? $",\"balance\":\"{amount}\"" : "";
        var better = corrects is null ? "" : $",\"corrects\":\"{corrects}\"";
        var rest = $"\"currency\":\"MYR\",\"direction\":\"{direction}\"{balance}{better}";
        return $$"""
            {"id":"{{id}}","account":"A-1","date":"{{day:yyyy-MM-dd}}","amount":"{{amount}}",{{rest}}}

            """;
    }
}
