using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Restating;
using OrleansRisk.Actors;
using OrleansRisk.Host.Running;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>A tenant's scoring version in force and taken back, over the host as it is and PostgreSQL.</summary>
public sealed class ScoringDeploymentsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const int Accounts = 5;
    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>
    /// Two tenants of scoring version 3 get the same stream. One is looked at under version 4 meanwhile, is switched,
    /// and goes back: but for the time between, every answer is the other's to the letter.
    /// </summary>
    [Fact]
    public async Task Stream_ThroughAReportASwitchAndTheWayBack_IsAnsweredAsIfNothingHadBeenButBetween()
    {
        var (_, stays, stayer) = await OfVersionThree();
        var (tenant, moves, second) = await OfVersionThree();

        await Call(moves, HttpMethod.Post, "/v1/scoring-proposals", """{"scoring_version":4}""");
        var reports = Task.Run(async () => await Call(
            moves, HttpMethod.Get, "/v1/scoring-proposals/2/report?accounts=5&credit_at=500"));
        var expected = await Stream(stays, 0, 600);
        Assert.Equal(expected, await Stream(moves, 0, 600));
        await reports;
        var report = await Call(moves, HttpMethod.Get, "/v1/scoring-proposals/2/report?accounts=5&credit_at=500");
        Assert.Equal((5, 0, true, 600), (
            report.Int("accounts"), report.Int("not_compared"), report.GetProperty("complete").GetBoolean(),
            report.GetProperty("outcomes").Int("compared")));
        Assert.Equal(await Stream(stays, 600, 50), await Stream(moves, 600, 50));

        var approved = await Call(second, HttpMethod.Post, "/v1/scoring-proposals/2/approval", "{}");
        Assert.Equal((3, 4, 2), (
            approved.Int("scoring_deployment"), approved.Int("scoring_version"), approved.Int("proposal")));
        var (before, after) = (await Stream(stays, 650, 50), await Stream(moves, 650, 50));
        Assert.All(before, static line => Assert.EndsWith(" v3", line, StringComparison.Ordinal));
        Assert.All(after, static line => Assert.EndsWith(" v4", line, StringComparison.Ordinal));
        Assert.Equal((3, 5, 5, 0), await Restated(moves));

        var back = await Call(moves, HttpMethod.Post, "/v1/scoring-deployments/rollback", "{}");
        Assert.Equal((4, 3, 2), (back.Int("scoring_deployment"), back.Int("scoring_version"), back.Int("of")));
        Assert.Equal((4, 5, 5, 0), await Restated(moves));
        Assert.Equal(await Stream(stays, 700, 100), await Stream(moves, 700, 100));

        await ReplayAll(moves);
        var changes = await Call(
            host.Client(await host.Key(tenant, "admin")), HttpMethod.Get, $"/v1/tenants/{tenant}/changes");
        Assert.Equal(2, changes.GetProperty("items").EnumerateArray()
            .Count(static each => each.GetProperty("kind").GetString() == "scoring_version_proposed"));
        stayer.Dispose();
    }

    [Fact]
    public async Task Approve_Proposal_IsForAnotherKeyAndOnce()
    {
        var (_, one, two) = await host.Admins();
        await Call(one, HttpMethod.Post, "/v1/scoring-proposals", """{"scoring_version":3}""");

        var own = await ModelCalls.Call(one, HttpMethod.Post, "/v1/scoring-proposals/1/approval", "{}");
        var none = await ModelCalls.Call(two, HttpMethod.Post, "/v1/scoring-proposals/2/approval", "{}");
        var late = await ModelCalls.Call(
            two, HttpMethod.Post, "/v1/scoring-proposals/1/approval", """{"from":"2020-01-01T00:00:00Z"}""");
        var first = await Call(two, HttpMethod.Post, "/v1/scoring-proposals/1/approval", "{}");
        var again = await Call(two, HttpMethod.Post, "/v1/scoring-proposals/1/approval", "{}");

        Assert.Equal(
            [(HttpStatusCode.Conflict, "own_approval"), (HttpStatusCode.NotFound, "not_found"),
                (HttpStatusCode.BadRequest, "from_out_of_range")],
            new[] { own, none, late }.Select(static each => (each.Status, each.Body.Text("code"))));
        Assert.Equal((2, 2), (first.Int("scoring_deployment"), again.Int("scoring_deployment")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(70_000)]
    public async Task Proposal_OfAVersionThatIsNone_IsRefused(int version)
    {
        var (_, one, _) = await host.Admins();

        var refused = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/scoring-proposals", $$"""{"scoring_version":{{version}}}""");

        Assert.Equal("value_unknown", refused.Body.Text("code"));
    }

    [Fact]
    public async Task Deployment_ForLater_CountsFromItsMomentAndARollBackTakesItsPlace()
    {
        var (_, one, two) = await host.Admins();
        await Call(one, HttpMethod.Post, "/v1/scoring-proposals", """{"scoring_version":3}""");
        var from = TimeProvider.System.GetUtcNow().AddDays(1)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await Call(two, HttpMethod.Post, "/v1/scoring-proposals/1/approval", $$"""{"from":"{{from}}"}""");

        var waiting = await Call(one, HttpMethod.Get, "/v1/scoring-deployments");
        Assert.EndsWith(" v4", Assert.Single(await Stream(one, 0, 1)), StringComparison.Ordinal);
        await Call(one, HttpMethod.Post, "/v1/scoring-deployments/rollback", "{}");
        var back = await Call(one, HttpMethod.Get, "/v1/scoring-deployments");
        var unknown = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/scoring-deployments/rollback", """{"to":9}""");

        Assert.Equal((1, 3), (waiting.Int("counting"), back.Int("counting")));
        Assert.Equal([4, 3, 4], back.GetProperty("scoring_deployments").EnumerateArray()
            .Select(static each => each.Int("scoring_version")));
        Assert.Equal("not_found", unknown.Body.Text("code"));
    }

    private async Task<(string Tenant, HttpClient One, HttpClient Two)> OfVersionThree()
    {
        var (tenant, one, two) = await host.Admins();
        await Call(one, HttpMethod.Post, "/v1/scoring-proposals", """{"scoring_version":3}""");
        await Call(two, HttpMethod.Post, "/v1/scoring-proposals/1/approval", "{}");
        return (tenant, one, two);
    }

    /// <summary>What was answered to each line of a part of the stream, without what only names it.</summary>
    private static async Task<List<string>> Stream(HttpClient client, int from, int count)
    {
        var lines = new StringBuilder();
        for (var i = from; i < from + count; i++)
        {
            var salary = i % 60 < Accounts;
            var at = DateTimeOffset.FromUnixTimeSeconds(Now - ((1_000 - i) * 14_400L));
            var (amount, direction) = salary ? (3_200, "credit") : (9 + (i * 37 % 90), "debit");
            var payee = salary ? "ACME Payroll" : $"Kedai {i % 7}";
            lines.Append(
                CultureInfo.InvariantCulture,
                $$"""{"id":"t-{{i}}","account":"A-{{i % Accounts}}","at":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}",""");
            lines.Append(
                CultureInfo.InvariantCulture,
                $$"""
                "amount":"{{amount}}.00","currency":"MYR","direction":"{{direction}}","counterparty":"{{payee}}"}

                """);
        }

        var answers = await client.Send(lines.ToString());
        return [.. answers.Where(static each => each.TryGetProperty("decision", out _)).Select(static each =>
            $"{each.Text("outcome")} {each.GetProperty("anomaly")} {each.GetProperty("credit")} "
            + $"v{each.GetProperty("versions").Int("scoring_version")}")];
    }

    /// <summary>Has the accounts rebuilt at once, and not in a quarter of a minute.</summary>
    private async Task<(int Deployment, int Asked, int Restated, int Left)> Restated(HttpClient client)
    {
        var engine = host.Services.GetRequiredService<NodeEngine>();
        var sweep = new RestatementSweep(
            new RestatementSources(
                engine.Stores.Tenants, engine.ScoringVersions, engine.Stores.Restatements, engine.Stores.Feed,
                host.Services.GetRequiredService<IActors>(), static _ => true),
            engine.Name, new RestatementOptions { Behind = TimeSpan.Zero, Page = 2 }, TimeProvider.System,
            NullLogger<RestatementSweep>.Instance);
        await sweep.Step(default);
        var progress = (await Call(client, HttpMethod.Get, "/v1/scoring-deployments")).GetProperty("restatement");
        Assert.NotEqual(JsonValueKind.Null, progress.GetProperty("done").ValueKind);
        return (progress.Int("scoring_deployment"), progress.Int("asked"), progress.Int("restated"),
            progress.Int("left_as_is"));
    }

    private static async Task ReplayAll(HttpClient client)
    {
        var accounts = await Call(client, HttpMethod.Get, "/v1/accounts");
        var versions = new HashSet<int>();
        foreach (var account in accounts.GetProperty("items").EnumerateArray())
        {
            var page = await Call(
                client, HttpMethod.Get, $"/v1/accounts/{account.Text("account_id")}/decisions?limit=1000");
            foreach (var decision in page.GetProperty("items").EnumerateArray())
            {
                var replay = await Call(client, HttpMethod.Get, $"/v1/decisions/{decision.Text("decision")}/replay");
                Assert.True(replay.GetProperty("equal").GetBoolean(), replay.GetRawText());
                versions.Add(decision.GetProperty("versions").Int("scoring_version"));
            }
        }

        Assert.Equal([3, 4], versions.Order());
    }

    private static Task<JsonElement> Call(HttpClient client, HttpMethod method, string path, string? body = null) =>
        EngineHost.Json(client, method, path, body);
}
