using System.Globalization;
using System.Net;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Monitors over the host as it is and PostgreSQL: a small stream, counted by hand.</summary>
public sealed class MonitorTests(EngineHost host) : IClassFixture<EngineHost>
{
    /// <summary>
    /// Eight payments of three accounts: the champion has those of 100.00 and more reviewed, the challenger those of
    /// 200.00 and more. Two were fraud: one of 150.00, one of 50.00.
    /// </summary>
    [Fact]
    public async Task Monitor_OfASmallStream_CountsWhatHappened()
    {
        var (_, one, two) = await host.Admins();
        var champion = await ModelCalls.Approved(one, two);
        var challenger = (await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/models", ModelCalls.Request(SomeModel.File(SomeModel.Card(690, 120, 20_000)))))
            .Body.Text("hash")!;
        await Send(one, "before", "A-1", "500.00");
        var put = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/model-deployments",
            $$"""{"anomaly":"{{champion}}","challengers":["{{challenger}}"]}""");
        Assert.Equal(HttpStatusCode.Created, put.Status);
        foreach (var (amount, i) in new[] { "50.00", "60.00", "150.00", "250.00", "70.00", "300.00", "120.00", "80.00" }
            .Select(static (amount, i) => (amount, i)))
        {
            await Send(one, $"t-{i}", $"A-{i % 3}", amount);
        }

        await Label(one, "A-0", "t-0", "fraud");
        await Label(one, "A-2", "t-2", "fraud");
        await Label(one, "A-0", "t-3", "fraud");
        await Label(one, "A-0", "t-3", "genuine");

        var first = (await Monitor(one, champion, "?label_days=0")).Body;
        var second = (await Monitor(one, challenger, "?label_days=0")).Body;

        Assert.Equal((3, true), (first.GetProperty("accounts").GetInt64(), first.GetProperty("complete").GetBoolean()));
        Assert.Equal((8, 4, 0), Alerts(first));
        Assert.Equal((8, 2, 0), Alerts(second));
        Assert.Equal(0, first.GetProperty("alerts").GetProperty("allowed").GetInt64()); // 0.5 % of 8
        var outcome = first.GetProperty("outcome");
        Assert.Equal((8, 3, 2), (outcome.GetProperty("mature").GetInt64(), outcome.GetProperty("labelled").GetInt64(),
            outcome.GetProperty("frauds").GetInt64()));
        Assert.Equal(0.25, outcome.GetProperty("precision_at_review").GetDouble());
        Assert.Equal(0.5, outcome.GetProperty("recall_at_review").GetDouble());
        Assert.Equal(0.5, outcome.GetProperty("auc").GetDouble(), 12); // one fraud above, one below, ties halved
        Assert.Equal(System.Text.Json.JsonValueKind.Null, first.GetProperty("swap").ValueKind);
        var swap = second.GetProperty("swap");
        Assert.Equal((2, 0, 2, 1), (swap.GetProperty("both").GetInt64(), swap.GetProperty("only_this").GetInt64(),
            swap.GetProperty("only_champion").GetInt64(), swap.GetProperty("frauds_only_champion").GetInt64()));
        Assert.False(first.GetProperty("score").GetProperty("enough").GetBoolean());
        Assert.Equal(16, first.GetProperty("features").GetArrayLength());
    }

    /// <summary>A label that is not due yet says nothing, whatever it says.</summary>
    [Fact]
    public async Task Monitor_LabelsNotDue_CountsNoOutcome()
    {
        var (_, one, two) = await host.Admins();
        var hash = await ModelCalls.Approved(one, two);
        await ModelCalls.Call(one, HttpMethod.Post, "/v1/model-deployments", $$"""{"anomaly":"{{hash}}"}""");
        await Send(one, "t-1", "A-1", "150.00");
        await Label(one, "A-1", "t-1", "fraud");

        var outcome = (await Monitor(one, hash, "")).Body.GetProperty("outcome");

        Assert.Equal((7, 0, 0), (outcome.GetProperty("label_days").GetInt32(), outcome.GetProperty("mature").GetInt32(),
            outcome.GetProperty("frauds").GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, outcome.GetProperty("auc").ValueKind);
    }

    [Fact]
    public async Task Monitor_OfNoUse_IsRefusedByName()
    {
        var (_, one, two) = await host.Admins();
        var (_, other, _) = await host.Admins();
        var hash = await ModelCalls.Approved(one, two);

        Assert.Equal(HttpStatusCode.NotFound, (await Monitor(other, hash, "")).Status);
        foreach (var (query, field) in new[]
        {
            ("?from=yesterday", "from"), ("?label_days=-1", "label_days"),
            ("?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from"),
            ("?reference_from=2199-01-01T00:00:00Z", "reference_from"),
        })
        {
            var refused = await Monitor(one, hash, query);
            Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, refused.Body.Text("field")));
        }
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> Monitor(
        HttpClient client, string hash, string query) =>
        ModelCalls.Call(client, HttpMethod.Get, $"/v1/models/{hash}/monitor{query}");

    private static (long Scored, long Reviewed, long Declined) Alerts(System.Text.Json.JsonElement body)
    {
        var alerts = body.GetProperty("alerts");
        return (alerts.GetProperty("scored").GetInt64(), alerts.GetProperty("reviewed").GetInt64(),
            alerts.GetProperty("declined").GetInt64());
    }

    private static async Task Send(HttpClient client, string id, string account, string amount)
    {
        var at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", $$"""
            {"id":"{{id}}","account":"{{account}}","at":"{{at}}","amount":"{{amount}}","currency":"MYR",
             "direction":"debit","status":"booked"}
            """);
    }

    private static async Task Label(HttpClient client, string account, string transaction, string label)
    {
        var at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await EngineHost.Json(client, HttpMethod.Post, "/v1/labels", $$"""
            {"account":"{{account}}","transaction":"{{transaction}}","label":"{{label}}","known_at":"{{at}}",
             "source":"test"}
            """);
    }
}
