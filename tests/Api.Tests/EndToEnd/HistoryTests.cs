using System.Globalization;
using System.Text.Json;
using OrleansRisk.Contract.Feed;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Years of an account loaded before it goes live, over PostgreSQL.</summary>
public sealed class HistoryTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly string[] SaidOfNow = ["outcome", "outcome_kind", "anomaly", "credit", "flags"];
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow().AddHours(-1);

    [Fact]
    public async Task History_ThenALiveTransaction_IsDecidedAsIfAllHadBeenStreamedLive()
    {
        var (_, streaming) = await host.Tenant("ingest");
        var (tenant, loading) = await host.Tenant("history");
        using var live = host.Client(await host.Key(tenant, "ingest", "read"));
        var next = Line("next", 0, "\"4200.00\"");

        var streamed = await streaming.Send(Year());
        var loaded = await loading.Send(Year(), "?mode=history");
        var expected = (await streaming.Send(next))[0];
        var decided = (await live.Send(next))[0];

        Assert.Equal(120, streamed[^1].GetProperty("scored").GetInt32());
        Assert.Equal(120, loaded[^1].GetProperty("scored").GetInt32());
        foreach (var line in loaded.SkipLast(1))
        {
            Assert.Equal(JsonValueKind.Null, line.GetProperty("outcome").ValueKind);
            Assert.Equal("history", line.GetProperty("outcome_kind").GetString());
        }

        Assert.All(SaidOfNow, part =>
            Assert.Equal(expected.GetProperty(part).GetRawText(), decided.GetProperty(part).GetRawText()));
        var replay = await EngineHost.Json(
            live, HttpMethod.Get, $"/v1/decisions/{loaded[60].GetProperty("decision").GetString()}/replay");
        Assert.True(replay.GetProperty("equal").GetBoolean(), replay.GetRawText());
    }

    [Fact]
    public async Task History_Loaded_TellsTheFeedThatItIsAndCrossesNoThreshold()
    {
        var (tenant, loading) = await host.Tenant("history", "read");
        using var live = host.Client(await host.Key(tenant, "ingest"));
        var made = await EngineHost.Json(loading, HttpMethod.Post, "/v1/subscriptions",
            """{"filter":{"threshold":{"score":"anomaly","at":1,"dead_band":0}}}""");
        var feed = $"/v1/feed?subscription={made.GetProperty("subscription").GetString()}&limit=1000&after=";
        var begin = await EngineHost.Json(loading, HttpMethod.Get, feed + "now");

        await loading.Send(Year(), "?mode=history");
        var decided = (await live.Send(Line("next", 0, "\"4200.00\"")))[0].GetProperty("decision").GetString()!;
        var page = await EngineHost.Json(
            loading, HttpMethod.Get, feed + Uri.EscapeDataString(begin.GetProperty("after").GetString()!));

        var events = page.GetProperty("items").EnumerateArray().ToLookup(IsLoaded);
        Assert.NotEmpty(events[true]);
        Assert.NotEmpty(events[false]);
        Assert.All(events[false], each => Assert.StartsWith(
            "evt_" + decided["dec_".Length..], each.GetProperty("id").GetString(), StringComparison.Ordinal));
    }

    private static bool IsLoaded(JsonElement each) => each.GetProperty("type").GetString() == EventTypes.AccountLoaded;

    [Fact]
    public async Task History_OlderThanRetentionAndSentTwice_IsTakenOnce()
    {
        var (_, loading) = await host.Tenant("history");
        var old = Line("T-1", 3 * 365, "\"10.00\"");

        var first = await loading.Send(old, "?mode=history");
        var again = await loading.Send(old, "?mode=history");

        Assert.Equal(1, first[^1].GetProperty("scored").GetInt32());
        Assert.True(again[0].GetProperty("duplicate").GetBoolean());
        Assert.Equal(
            first[0].GetProperty("decision").GetString(), again[0].GetProperty("decision").GetString());
    }

    [Fact]
    public async Task History_InAnyOrder_EndsInTheScoresOfTheOneInOrder()
    {
        var (tenant, loading) = await host.Tenant("history", "read");
        using var live = host.Client(await host.Key(tenant, "ingest"));
        var year = Year().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Of(string account, IEnumerable<string> lines) =>
            string.Concat(lines.Select(line => line.Replace("A-1", account, StringComparison.Ordinal) + "\n"));

        await loading.Send(Of("A-in-order", year), "?mode=history");
        await live.Send(Of("A-in-order", [Line("live", 0, "\"5.00\"").TrimEnd()]));
        await live.Send(Of("A-live-first", [Line("live", 0, "\"5.00\"").TrimEnd()]));
        var answers = await loading.Send(
            Of("A-live-first", year.Skip(90)) + Of("A-live-first", year.Take(90).Reverse()), "?mode=history");

        Assert.Equal(120, answers[^1].GetProperty("scored").GetInt32());
        Assert.Equal(0, answers[^1].GetProperty("refused").GetInt32());
        var (first, second) = (await Account(loading, "A-in-order"), await Account(loading, "A-live-first"));
        Assert.Equal((0, 1, 0), (
            first.GetProperty("revision").GetInt32(), second.GetProperty("revision").GetInt32(),
            second.GetProperty("waiting").GetInt32()));
        Assert.All((string[])["transactions", "as_of", "balance", "last_anomaly", "credit"], part =>
            Assert.Equal(first.GetProperty(part).GetRawText(), second.GetProperty(part).GetRawText()));
        foreach (var line in answers.SkipLast(1).Where((_, i) => i % 20 == 0))
        {
            var replay = await EngineHost.Json(
                loading, HttpMethod.Get, $"/v1/decisions/{line.GetProperty("decision").GetString()}/replay");
            Assert.True(replay.GetProperty("equal").GetBoolean(), replay.GetRawText());
        }
    }

    private static async Task<JsonElement> Account(HttpClient client, string account) => await EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{account}}"}""");

    [Theory]
    [InlineData("ingest", "?mode=history", 403)]
    [InlineData("history", "", 403)]
    [InlineData("history", "?mode=what_if", 403)]
    [InlineData("history", "?mode=history", 200)]
    public async Task Mode_WithARole_IsTakenOrForbidden(string role, string query, int status)
    {
        var (_, client) = await host.Tenant(role);

        await EngineHost.Json(
            client, HttpMethod.Post, "/v1/transactions" + query, Line("T-1", 1, "\"10.00\""), status);
        using var stream = await client.PostAsync(
            new Uri("/v1/transactions" + query, UriKind.Relative), Wire.Content(Line("T-2", 0, "\"10.00\"")));

        Assert.Equal(status, (int)stream.StatusCode);
    }

    private static string Year() => string.Concat(
        Enumerable.Range(0, 120).Select(i => Line($"T-{i}", 3 * (121 - i), $"\"{20 + (i % 17)}.00\"")));

    private static string Line(string id, int daysAgo, string amount) =>
        Wire.Line(id, "A-1", amount, Now.AddDays(-daysAgo)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) + "\n";
}
