using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// A customer's year as lenders load it: the newest first, the last thirty days before the rest, behind a live line.
/// Each ends where the one in order of time does.
/// </summary>
public sealed class AnyOrderCaseTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Account = "ord1", History = "?mode=history";
    private static readonly string[] Compared = ["transactions", "as_of", "balance", "last_anomaly", "credit"];

    [Theory]
    [InlineData("newest first", 279, 0)]
    [InlineData("newest first by parts", 90, 1)]
    [InlineData("last days first", 279, 1)]
    [InlineData("live first", 279, 1)]
    public async Task Year_InAnotherOrder_EndsInTheScoresOfTheOneInOrder(string how, int part, int revision)
    {
        var year = Year();
        var live = Live(year[^1]);
        var expected = await Load(how == "live first" ? [year, [live]] : [year]);
        string[][] parts = how switch
        {
            "last days first" => [year[^20..], year[..^20]],
            "live first" => [[live], year],
            _ => [.. year.Reverse().Chunk(part)],
        };

        var found = await Load(parts);

        Assert.Equal("USD", found.GetProperty("currency").GetString());
        Assert.InRange(found.GetProperty("revision").GetInt32(), Math.Min(revision, 1), 3);
        Assert.True(expected.GetProperty("credit").GetProperty("score").GetInt32() > 700);
        Assert.All(Compared, name => Assert.Equal(
            expected.GetProperty(name).GetRawText(), found.GetProperty(name).GetRawText()));
    }

    private async Task<JsonElement> Load(string[][] parts)
    {
        var (tenant, client) = await host.Tenant("history", "read");
        using var live = host.Client(await host.Key(tenant, "ingest"));
        foreach (var lines in parts)
        {
            var isLive = lines is [var line] && line.Contains("\"at\"", StringComparison.Ordinal);
            var answers = await (isLive ? live : client).Send(
                string.Concat(lines.Select(each => each + "\n")), isLive ? "" : History);
            Assert.Equal(lines.Length, answers[^1].GetProperty("scored").GetInt32());
        }

        return await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{Account}}"}""");
    }

    private static string[] Year([CallerFilePath] string test = "") => File.ReadAllLines(Path.Combine(
        Path.GetDirectoryName(test)!, "cases", "08-newest-first-history", "year-in-order.ndjson"));

    private static string Live(string newest)
    {
        var after = JsonDocument.Parse(newest).RootElement.GetProperty("date").GetDateTime();
        var now = TimeProvider.System.GetUtcNow().AddHours(-1).UtcDateTime;
        var at = (now > after.AddDays(1) ? now : after.AddDays(1)).ToString("s", CultureInfo.InvariantCulture);
        return $$"""
            {"id":"L1","account":"{{Account}}","at":"{{at}}Z","amount":"5.00","currency":"USD","direction":"debit"}
            """;
    }
}
