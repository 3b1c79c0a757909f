using System.Text.Json;
using OrleansRisk.Api.Tests.EndToEnd;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>The feed of the host as it is, alone, over a real database.</summary>
public sealed class FeedTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Feed_WithoutACursor_ShowsAccountsAsTheyStandAndThenWhatHappens()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        await client.Send(Recent.Lines(30, accounts: 3));
        var subscription = await client.Subscribe();

        var (snapshot, after) = await client.All(subscription, null, limit: 2);
        await client.Send(Recent.Lines(6, accounts: 3, from: 30));
        var (updates, _) = await client.All(subscription, after, limit: 2);

        Assert.All(snapshot, told => Assert.Equal("score.snapshot", told.Type));
        Assert.Equal(["A-0", "A-1", "A-2"], snapshot.Select(Name).Order());
        Assert.All(snapshot, told => Assert.Equal(10, told.Data.GetProperty("sequence").GetInt64()));
        var scored = updates.Where(told => told.Type == "score.updated").ToList();
        Assert.Equal(
            ["T-30", "T-31", "T-32", "T-33", "T-34", "T-35"],
            scored.Select(told => told.Data.GetProperty("transaction").GetString()).Order());
        Assert.Equal(6, scored.Select(told => told.Id).Distinct().Count());
    }

    [Fact]
    public async Task Stream_WhileOthersWrite_TellsEachDecisionAsItWasAnswered()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var subscription = await client.Subscribe("""{"filter":{"events":["score.updated"]}}""");
        var (_, start) = await client.All(subscription, "now");
        var reading = client.Stream(subscription, start).Take(40).ToListAsync().AsTask();
        var answers = await client.Send(Recent.Lines(200, accounts: 4));
        var told = await reading.WaitAsync(TimeSpan.FromSeconds(60));
        var (all, _) = await client.All(subscription, start);

        var decided = answers.SkipLast(1).Select(answer => answer.GetProperty("decision").GetString()!).ToHashSet();
        Assert.Equal(decided.Order(), all.Select(each => each.Decision).Order());
        Assert.All(told, each => Assert.Contains(each.Decision, decided));
        var first = all.First(each => each.Id == told[0].Id);
        Assert.Equal(JsonSerializer.Serialize(first.Data), JsonSerializer.Serialize(told[0].Data));
    }

    [Fact]
    public async Task Feed_FromAnyCursorItGave_GoesOnWithoutAGapAndRepeatsWithTheSameIds()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var subscription = await client.Subscribe();
        var (_, start) = await client.All(subscription, "now");
        await client.Send(Recent.Lines(60, accounts: 2));
        var (all, _) = await client.All(subscription, start);

        foreach (var i in new[] { 0, 1, 17, all.Count - 2 })
        {
            var (rest, _) = await client.All(subscription, all[i].Cursor, limit: 7);
            var left = all.Count - i - 1;
            Assert.Equal(all.TakeLast(left).Select(told => told.Id), rest.TakeLast(left).Select(told => told.Id));
        }
    }

    [Fact]
    public async Task Filter_OfAccountsOutcomesScoresAndReasons_LetsThroughWhatItNamesAndNothingElse()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var (_, start) = await client.All(await client.Subscribe(), "now");
        var answers = (await client.Send(Story())).SkipLast(1).ToList();
        var account = answers[0].GetProperty("account_id").GetString()!;
        var most = answers.Max(Score);
        var reason = answers.SelectMany(Reasons).First();

        Assert.Equal(
            answers.Where(each => each.GetProperty("account_id").GetString() == account).Select(Decision),
            await Scored(client, $$"""{"accounts":["{{account}}"]}""", start));
        Assert.Equal(
            answers.Where(each => Score(each) >= most - 50).Select(Decision).Order(),
            (await Scored(client, $$"""{"anomaly":{"min":{{most - 50}} } }""", start)).Order());
        Assert.Equal(
            answers.Where(each => each.GetProperty("outcome").GetString() == "review").Select(Decision).Order(),
            (await Scored(client, """{"outcomes":["review"]}""", start)).Order());
        Assert.Equal(
            answers.Where(each => Reasons(each).Contains(reason)).Select(Decision).Order(),
            (await Scored(client, $$"""{"reasons":["{{reason}}"]}""", start)).Order());
        Assert.Empty(await Scored(client, """{"segments":["gold"]}""", start));
        Assert.Empty(await Scored(client, """{"labels":["watched"]}""", start));
        Assert.Empty(await Scored(client, """{"customers":["C-1"]}""", start));
        var flagged = await client.All(
            await client.Subscribe("""{"filter":{"events":["decision.flagged"]}}"""), start);
        Assert.Equal(
            answers.Where(each => each.GetProperty("outcome").GetString() != "approve").Select(Decision).Order(),
            flagged.Items.Select(told => told.Decision).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task Threshold_WithADeadBand_IsCrossedAsOnPaperHoweverOftenItIsRead(int deadBand)
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var (_, start) = await client.All(await client.Subscribe(), "now");
        var answers = (await client.Send(Story())).SkipLast(1).ToList();
        var scores = answers.Select(Score).Order().ToList();
        var at = scores[scores.Count * 3 / 4];
        var subscription = await client.Subscribe(
            $$"""
            {"filter":{"events":["threshold.crossed"],
                "threshold":{"score":"anomaly","at":{{at}},"dead_band":{{Math.Min(deadBand, at)}} } } }
            """);

        var expected = new List<string>();
        var above = new Dictionary<string, bool>();
        foreach (var answer in answers)
        {
            var account = answer.GetProperty("account_id").GetString()!;
            var was = above.GetValueOrDefault(account);
            var now = Score(answer) >= at || (was && Score(answer) >= at - deadBand);
            above[account] = now;
            if (was != now)
            {
                expected.Add($"{Decision(answer)} {(now ? "up" : "down")}");
            }
        }

        var (crossed, _) = await client.All(subscription, start);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), crossed.Select(Crossing).Order());
        var (again, _) = await client.All(subscription, crossed[crossed.Count / 2].Cursor, limit: 1);
        Assert.Equal(crossed.Skip((crossed.Count / 2) + 1).Select(told => told.Id), again.Select(told => told.Id));
    }

    [Fact]
    public async Task Conflation_OfAReaderThatIsBehind_KeepsTheNewestAndSaysHowManyWereLeftOut()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var (_, start) = await client.All(await client.Subscribe(), "now");
        await client.Send(Recent.Lines(100, accounts: 2));
        var subscription = await client.Subscribe("""{"filter":{"events":["score.updated"]},"conflate":true}""");

        var (all, _) = await client.All(subscription, start);

        var scored = all.Where(told => told.Type == "score.updated").ToList();
        var leftOut = all.Where(told => told.Type == "feed.conflated")
            .Sum(told => told.Data.GetProperty("left_out").GetInt32());
        Assert.Equal(100, scored.Count + leftOut);
        Assert.True(leftOut > 0);
        Assert.Contains("T-98", scored.Select(told => told.Data.GetProperty("transaction").GetString()));
        Assert.Contains("T-99", scored.Select(told => told.Data.GetProperty("transaction").GetString()));
    }

    [Fact]
    public async Task Feed_OfAnotherTenant_IsNotThereAndItsCursorsAreNone()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var (_, other) = await host.Tenant("ingest", "read");
        var subscription = await client.Subscribe();
        var (_, cursor) = await client.All(subscription, "now");
        var own = await other.Subscribe();

        Assert.Equal("not_found", await Refused(other, $"/v1/feed?subscription={subscription}", 404));
        Assert.Equal("not_found", await Refused(other, $"/v1/subscriptions/{subscription}", 404));
        Assert.Equal("not_found", await Refused(other, $"/v1/feed?subscription=sub_0", 404));
        Assert.Equal("cursor_invalid", await Refused(other, $"/v1/feed?subscription={own}&after={cursor}", 400));
        Assert.Equal("cursor_invalid", await Refused(other, $"/v1/feed?subscription={own}&after=AAAA", 400));
        Assert.DoesNotContain(subscription, await other.GetStringAsync(new Uri("/v1/subscriptions", UriKind.Relative)),
            StringComparison.Ordinal);
        using var deleted = await other.DeleteAsync(new Uri($"/v1/subscriptions/{subscription}", UriKind.Relative));
        Assert.Equal(404, (int)deleted.StatusCode);
    }

    [Fact]
    public async Task Stream_WhoseKeyIsRevoked_EndsBeforeItsHeartbeat()
    {
        var (tenant, client) = await host.Tenant("ingest", "read");
        var subscription = await client.Subscribe();
        var key = (await EngineHost.Json(host.Operator, HttpMethod.Get, $"/v1/tenants/{tenant}/keys"))
            .GetProperty("items")[0].GetProperty("key").GetString();
        await client.Send(Recent.Lines(1));
        await using var stream = client.Stream(subscription, null).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        await EngineHost.Json(host.Operator, HttpMethod.Post, $"/v1/tenants/{tenant}/keys/{key}/revoke");
        Assert.True(await Ended(stream).WaitAsync(Api.Limits.FeedHeartbeat));
    }

    private static async Task<bool> Ended<T>(IAsyncEnumerator<T> stream)
    {
        while (await stream.MoveNextAsync())
        {
        }

        return true;
    }

    private static async Task<IEnumerable<string>> Scored(HttpClient client, string filter, string start)
    {
        var subscription = await client.Subscribe($$"""{"filter":{{filter}}}""");
        var (items, _) = await client.All(subscription, start);
        return items.Where(told => told.Type == "score.updated").Select(told => told.Decision);
    }

    private static async Task<string?> Refused(HttpClient client, string path, int status) =>
        (await EngineHost.Json(client, HttpMethod.Get, path, status: status)).GetProperty("code").GetString();

    /// <summary>Two accounts of even habits, each with a few payments that are none of them.</summary>
    private static string Story() => string.Concat(Enumerable.Range(0, 120).Select(i => Recent.Line(
        $"S-{i}", $"A-{i % 2}", $"\"{(i % 17 > 13 && i > 40 ? 90_000 + (i * 1_000) : 50 + (i % 5))}.00\"") + "\n"));

    private static string Name(Told told) => told.Data.GetProperty("account").GetString()!;

    private static string Crossing(Told told) => $"{told.Decision} {told.Data.GetProperty("direction").GetString()}";

    private static string Decision(JsonElement answer) => answer.GetProperty("decision").GetString()!;

    private static int Score(JsonElement answer) => answer.GetProperty("anomaly").GetProperty("score").GetInt32();

    private static IEnumerable<string> Reasons(JsonElement answer) =>
        answer.GetProperty("anomaly").GetProperty("reasons").EnumerateArray()
            .Select(reason => reason.GetProperty("code").GetString()!);
}
