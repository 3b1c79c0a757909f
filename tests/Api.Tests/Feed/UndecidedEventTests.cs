using System.Globalization;
using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Tests.EndToEnd;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>Events that no live decision raises: history that was loaded, days that ended.</summary>
public sealed class UndecidedEventTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task History_OfAnAccount_IsToldAsLoadedAndAsNothingElse()
    {
        var (tenant, reader) = await host.Tenant("read");
        using var history = host.Client(await host.Key(tenant, "history"));
        using var live = host.Client(await host.Key(tenant, "ingest"));
        var subscription = await reader.Subscribe();
        var (_, start) = await reader.All(subscription, "now");

        await history.Send(Recent.Lines(300, accounts: 3), "?mode=history");
        var (loaded, after) = await reader.All(subscription, start, limit: 2);
        await live.Send(Recent.Lines(3, accounts: 3, from: 300));
        var (updates, _) = await reader.All(subscription, after);

        Assert.All(loaded, told => Assert.Equal("account.loaded", told.Type));
        foreach (var account in loaded.GroupBy(told => told.Data.GetProperty("account").GetString()))
        {
            Assert.Equal(100, account.Sum(told => told.Data.GetProperty("transactions").GetInt32()));
            Assert.Equal(100, account.Last().Data.GetProperty("sequence").GetInt64());
        }

        Assert.Equal(3, loaded.DistinctBy(told => told.Account).Count());
        var (again, _) = await reader.All(subscription, loaded[0].Cursor);
        Assert.Equal(loaded.Skip(1).Select(told => told.Id), again.Take(loaded.Count - 1).Select(told => told.Id));
        Assert.Equal(3, updates.Count(told => told.Type == "score.updated"));
        Assert.DoesNotContain(updates, told => told.Type == "account.loaded");
        Assert.Empty(await Of(reader, """{"events":["score.updated"]}""", start, 3));
        Assert.Empty(await Of(reader, """{"events":["account.loaded"],"outcomes":["approve"]}""", start, 0));
    }

    [Fact]
    public async Task Score_ThatADayWithoutATransactionMoves_IsToldAsRestated()
    {
        var (tenant, reader) = await host.Tenant("read");
        using var history = host.Client(await host.Key(tenant, "history"));
        var account = (await history.Send(PaidLife.Lines(), "?mode=history"))[0].GetProperty("account_id").GetString()!;
        var subscription = await reader.Subscribe("""{"filter":{"events":["score.restated"]}}""");
        var (_, start) = await reader.All(subscription, "now");
        var before = await PaidLife.Credit(reader, account);

        Assert.Equal(DayResult.Closed, await host.CloseDay(tenant, account));
        Assert.Equal(DayResult.NothingDue, await host.CloseDay(tenant, account));

        var told = Assert.Single((await reader.All(subscription, start)).Items);
        var credit = told.Data.GetProperty("credit");
        var score = credit.GetProperty("score").GetInt32();
        Assert.Equal(("score.restated", account, "A-1"), (
            told.Type, told.Account, told.Data.GetProperty("account").GetString()));
        Assert.True(score < before, $"{score} is not below {before}");
        Assert.Equal(score, await PaidLife.Credit(reader, account));
        Assert.NotEmpty(credit.GetProperty("reasons").EnumerateArray());
        var day = DateOnly.Parse(told.Data.GetProperty("day").GetString()!, CultureInfo.InvariantCulture);
        Assert.InRange(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8) - day.ToDateTime(TimeOnly.MinValue),
            TimeSpan.FromDays(1), TimeSpan.FromDays(2.1));

        var filter = $$"""{"events":["score.restated"],"credit":{"min":{{score}},"max":{{score}} } }""";
        Assert.Equal(told.Id, Assert.Single(await Of(reader, filter, start, 0)).Id);
        filter = $$"""{"events":["score.restated"],"credit":{"min":{{score + 1}} } }""";
        Assert.Empty(await Of(reader, filter, start, 0));
        Assert.Empty(await Of(reader, """{"events":["score.restated"],"anomaly":{"min":0}}""", start, 0));
    }

    [Fact]
    public async Task Score_ThatARebuildMoves_IsToldAsRestatedWithItsRevision()
    {
        var (tenant, reader) = await host.Tenant("read");
        using var history = host.Client(await host.Key(tenant, "history"));
        var life = PaidLife.Lines().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await history.Send(life[^1] + "\n", "?mode=history");
        var subscription = await reader.Subscribe("""{"filter":{"events":["score.restated"]}}""");
        var (_, start) = await reader.All(subscription, "now");

        var answers = await history.Send(string.Concat(life[..^1].Select(line => line + "\n")), "?mode=history");

        var account = answers[0].GetProperty("account_id").GetString()!;
        var told = Assert.Single((await reader.All(subscription, start)).Items);
        Assert.Equal((account, 1), (told.Account, told.Data.GetProperty("revision").GetInt32()));
        Assert.False(told.Data.TryGetProperty("day", out _));
        Assert.Equal(
            await PaidLife.Credit(reader, account), told.Data.GetProperty("credit").GetProperty("score").GetInt32());
    }

    /// <summary>The salaries were another customer's. However often it is read again, it is one event.</summary>
    [Fact]
    public async Task Threshold_OnCreditThatARebuildMoves_IsCrossedByItAndOnce()
    {
        var (tenant, reader) = await host.Tenant("read");
        using var history = host.Client(await host.Key(tenant, "history"));
        using var live = host.Client(await host.Key(tenant, "ingest"));
        var life = PaidLife.Lines(1, lastDaysAgo: 1).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var answers = await history.Send(string.Concat(life.Select(line => line + "\n")), "?mode=history");
        var account = answers[0].GetProperty("account_id").GetString()!;
        var at = await PaidLife.Credit(reader, account);
        var threshold = $$"""{"score":"credit","at":{{at}},"dead_band":0}""";
        var subscription = await reader.Subscribe(
            $$"""{"filter":{"threshold":{{threshold}},"events":["threshold.crossed"] } }""");
        var (_, start) = await reader.All(subscription, "now");
        var salaries = answers.Take(life.Length).Where((_, i) => life[i].Contains("Employer", StringComparison.Ordinal))
            .Select(answer => $"\"{answer.GetProperty("decision").GetString()}\"");

        await EngineHost.Json(
            history, HttpMethod.Post, $"/v1/accounts/{account}/rebuilds",
            $$"""{"why":"another's","take_back":[{{string.Join(',', salaries)}}]}""");
        var (told, after) = await reader.All(subscription, start);
        await live.Send(PaidLife.Line("later", PaidLife.Ago(0), "35.00", "debit", "Kedai", "groceries") + "\n");

        var data = Assert.Single(told).Data;
        Assert.Equal(("down", JsonValueKind.Null, 1, account), (
            data.GetProperty("direction").GetString(), data.GetProperty("decision").ValueKind,
            data.GetProperty("revision").GetInt32(), data.GetProperty("account_id").GetString()));
        Assert.False(data.TryGetProperty("day", out _));
        Assert.Empty((await reader.All(subscription, after)).Items);
        Assert.Equal(told[0].Id, Assert.Single((await reader.All(subscription, start)).Items).Id);
    }

    /// <summary>
    /// A monthly salary costs points from the 40th day without it on: on that day, not before it and not at the next
    /// transaction.
    /// </summary>
    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public async Task Threshold_OnCreditThatADayMoves_IsCrossedOnThatDayAndOnce(int paidDaysAgo, bool crosses)
    {
        var (tenant, reader) = await host.Tenant("read");
        using var history = host.Client(await host.Key(tenant, "history"));
        using var live = host.Client(await host.Key(tenant, "ingest"));
        await EngineHost.Json(
            live, HttpMethod.Post, "/v1/accounts", """{"account":"A-1","opened":"2019-05-01"}""");
        var loaded = await history.Send(PaidLife.Lines(paidDaysAgo, lastDaysAgo: 2), "?mode=history");
        var account = loaded[0].GetProperty("account_id").GetString()!;
        var at = await PaidLife.Credit(reader, account);
        var threshold = $$"""{"score":"credit","at":{{at}},"dead_band":0}""";
        var subscription = await reader.Subscribe(
            $$"""{"filter":{"threshold":{{threshold}},"events":["threshold.crossed"] } }""");
        var (_, start) = await reader.All(subscription, "now");

        Assert.Equal(crosses ? DayResult.Closed : DayResult.NothingDue, await host.CloseDay(tenant, account));
        var (told, after) = await reader.All(subscription, start);
        await live.Send(PaidLife.Line("later", PaidLife.Ago(0), "35.00", "debit", "Kedai", "groceries") + "\n");
        var (later, _) = await reader.All(subscription, after);

        Assert.Equal((crosses ? 1 : 0, crosses), (told.Count, later.Count == 0));
        var (again, _) = await reader.All(subscription, start);
        Assert.Equal(told.Concat(later).Select(each => each.Id), again.Select(each => each.Id));
        if (crosses)
        {
            var data = told[0].Data;
            Assert.Equal(("threshold.crossed", "down", JsonValueKind.Null, account), (
                told[0].Type, data.GetProperty("direction").GetString(), data.GetProperty("decision").ValueKind,
                data.GetProperty("account_id").GetString()));
            Assert.True(data.GetProperty("value").GetInt32() < at);
            Assert.Equal(JsonValueKind.String, data.GetProperty("day").ValueKind);
        }
    }

    /// <summary>Events of a filter, those of so many live decisions at the end left out.</summary>
    private static async Task<List<Told>> Of(HttpClient reader, string filter, string start, int live) =>
        [.. (await reader.All(await reader.Subscribe($$"""{"filter":{{filter}}}"""), start)).Items.SkipLast(live)];
}
