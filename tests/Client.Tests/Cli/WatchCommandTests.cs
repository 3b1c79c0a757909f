using System.Text;
using OrleansRisk.Cli;
using OrleansRisk.Cli.Output;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using Spectre.Console;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class WatchCommandTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.Start();
        var made = new SubscriptionBody
        {
            Subscription = "sub_1",
            CreatedAt = Some.Time,
            Filter = new FilterBody(),
            Conflate = false,
        };
        _server.Answer("POST /v1/subscriptions", made, ContractJson.Default.SubscriptionBody, 201);
        _server.Answer("GET /v1/subscriptions/sub_1", made, ContractJson.Default.SubscriptionBody);
        _server.Answer("DELETE /v1/subscriptions/sub_1", made, ContractJson.Default.SubscriptionBody);
        _server.Tell(
            "GET /v1/feed?subscription=sub_1&after=now",
            Some.Event("c1", account: "A-1"), Some.Event("c2", account: "A-2"),
            Some.Event("c3", account: "A-1", score: 930));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Watch_Piped_WritesALineAnEventAndEndsItsOwnSubscription()
    {
        var called = await Called.Risk(
            _server,
            ["watch", "--after", "now", "--count", "3", "--account", Some.AccountId, "--outcome", "review",
                "--anomaly-min", "700"]);

        Assert.Equal(0, called.Exit);
        Assert.Equal(["c1", "c2", "c3"], called.Lines.Select(line =>
            System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("cursor").GetString()!));
        Assert.Equal(
            $$"""{"filter":{"accounts":["{{Some.AccountId}}"],"anomaly":{"min":700,"max":null},"""
            + "\"outcomes\":[\"review\"]},\"conflate\":false}",
            _server.Calls.First().Body);
        Assert.Equal("DELETE /v1/subscriptions/sub_1", _server.Calls.Last().Call);
    }

    [Theory]
    [InlineData(null, "review")]
    [InlineData("sub_2", null)]
    public async Task Watch_ByOutcome_NeitherShowsNorCountsSnapshots(string? subscription, string? outcome)
    {
        var made = new SubscriptionBody
        {
            Subscription = "sub_2",
            CreatedAt = Some.Time,
            Filter = new FilterBody { Outcomes = ["review"] },
            Conflate = false,
        };
        _server.Answer("POST /v1/subscriptions", made, ContractJson.Default.SubscriptionBody, 201);
        _server.Answer("GET /v1/subscriptions/sub_2", made, ContractJson.Default.SubscriptionBody);
        _server.Tell(
            "GET /v1/feed?subscription=sub_2", Snapshot("s1"), Snapshot("s2"), Some.Event("c1"), Some.Event("c2"));

        var called = await Called.Risk(_server, [
            "watch", "--count", "2", .. subscription is null ? [] : new[] { "--subscription", subscription },
            .. outcome is null ? [] : new[] { "--outcome", outcome }]);

        Assert.Equal(["c1", "c2"], called.Lines.Select(line =>
            System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("cursor").GetString()!));
    }

    [Fact]
    public async Task Watch_OnATerminal_DrawsATableOfTheNewestWordOnEachAccount()
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        var environment = new Dictionary<string, string> { ["RISK_URL"] = _server.Url.ToString() };
        var terminal = new Terminal(
            Stream.Null, output, error, environment.GetValueOrDefault, new HurriedTime())
        { Drawn = true };

        var exit = await CommandLine.Run(
            ["watch", "--subscription", "sub_1", "--after", "now", "--count", "3"], terminal, CancellationToken.None);

        var drawn = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal((0, ""), (exit, error.ToString()));
        Assert.Contains("anomaly", drawn, StringComparison.Ordinal);
        Assert.Contains("930", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Calls, each => each.Call.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public void Table_OfMoreEventsThanFit_ShowsEachAccountOnceTheNewestFirst()
    {
        var table = new WatchTable();
        for (var i = 0; i < 30; i++)
        {
            table.Add(Event($"acct_{i}", i));
        }

        table.Add(Event("acct_25", 999));
        using var text = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text) }).Write(table.Draw());

        var rows = text.ToString().Split('\n').Where(line => line.Contains("acct_", StringComparison.Ordinal)).ToList();
        Assert.Equal(20, rows.Count);
        Assert.Contains("999", rows[0], StringComparison.Ordinal);
        Assert.Single(rows, row => row.Contains("acct_25", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        EventTypes.ScoreRestated,
        """{"account_id":"acct_1","account":"A-1","day":"2026-03-01","sequence":9,"credit":{"score":512,"""
        + """ "higher_is":"safer","state":"scored","needs":[],"reasons":[]} }""",
        "512", "2026-03-01 ended")]
    [InlineData(
        EventTypes.ThresholdCrossed,
        """{"account_id":"acct_1","account":"A-1","decision":"dec_1","score":"anomaly","at":700,"dead_band":20,"""
        + """ "direction":"up","value":731,"model":"surprise-2"}""",
        "731", "crossed 700 up")]
    [InlineData(
        EventTypes.AccountLoaded,
        """{"account_id":"acct_1","account":null,"transactions":64,"sequence":64}""",
        "acct_1", "64 of history loaded")]
    public void Table_OfEventsWithoutADecision_ShowsWhatTheySay(string type, string data, string first, string second)
    {
        var table = new WatchTable();
        table.Add(Some.Event("c") with { Type = type, Data = System.Text.Json.JsonDocument.Parse(data).RootElement });
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;
        console.Write(table.Draw());
        Assert.Contains(first, text.ToString(), StringComparison.Ordinal);
        Assert.Contains(second, text.ToString(), StringComparison.Ordinal);
    }

    private static EventBody Snapshot(string cursor) => Some.Event(cursor) with
    {
        Type = EventTypes.ScoreSnapshot,
        Data = System.Text.Json.JsonSerializer.SerializeToElement(Some.Account(), ContractJson.Default.AccountBody),
    };

    private static EventBody Event(string account, int score)
    {
        var decision = Some.Decision(account: account, score: score) with { AccountId = account };
        return Some.Event("c") with
        {
            Data = System.Text.Json.JsonSerializer.SerializeToElement(decision, ContractJson.Default.DecisionBody),
        };
    }
}
