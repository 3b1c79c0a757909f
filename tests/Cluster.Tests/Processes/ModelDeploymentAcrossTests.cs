using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// Models across silos: what is put up through one of them counts on all, and every record says which.
/// </summary>
public sealed class ModelDeploymentAcrossTests
{
    [Fact]
    public async Task Activate_ThroughOneSilo_CountsOnTheOtherAndReplaysThere()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 1);
        var (one, two) = (silos.Silos[0].Http, silos.Silos[1].Http);
        var (first, second) = (await silos.MakeKey("admin"), await silos.MakeKey("admin"));
        var kept = await Ask(one, first, HttpMethod.Post, "/v1/models", new
        {
            owner = "risk team",
            purpose = "cards",
            file = ModelFile.Write(Card(), [.. Enumerable.Range(0, 10).Select(static _ => FeatureRow.Missing())]),
        });
        var hash = kept.GetProperty("hash").GetString();
        await Ask(two, second, HttpMethod.Post, $"/v1/models/{hash}/approval", null);
        await Ask(one, first, HttpMethod.Post, "/v1/model-deployments", new { anomaly = hash });

        var decided = default(JsonElement);
        var number = 0;
        await silos.Until(async () =>
        {
            // Each account lives on one of the two; within five seconds both have looked.
            var all = new List<JsonElement>();
            for (var account = 0; account < 8; account++)
            {
                all.Add(await Ask(two, silos.Key, HttpMethod.Post, "/v1/transactions", Transaction(account, number++)));
            }

            decided = all[^1];
            return all.TrueForAll(static each => each.GetProperty("anomaly").GetProperty("calibrated").GetBoolean());
        });

        Assert.Equal(1, decided.GetProperty("versions").GetProperty("model_deployment").GetInt32());
        Assert.Equal(650, decided.GetProperty("anomaly").GetProperty("score").GetInt32());
        foreach (var silo in new[] { one, two })
        {
            var replay = await Ask(
                silo, silos.Key, HttpMethod.Get,
                $"/v1/decisions/{decided.GetProperty("decision").GetString()}/replay", null);
            Assert.True(replay.GetProperty("equal").GetBoolean(), replay.GetRawText());
        }
    }

    private static Scorecard Card() => new(
        ScoreScale.Risk, 650, [new ScorecardRow(FeatureNumber.AmountValue, [1], [0, 0], 0, 0)],
        new Thresholds(600, 800));

    private static object Transaction(int account, int number) => new
    {
        id = string.Create(CultureInfo.InvariantCulture, $"t-{number}"),
        account = string.Create(CultureInfo.InvariantCulture, $"A-{account}"),
        at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        amount = "150.00",
        currency = "MYR",
        direction = "debit",
        status = "booked",
    };

    /// <summary>What was not recorded is sent again, as its sender would.</summary>
    private static async Task<JsonElement> Ask(Uri silo, string key, HttpMethod method, string path, object? body)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var (status, text) = await AskOnce(silo, key, method, path, body);
            if (status != HttpStatusCode.ServiceUnavailable)
            {
                Assert.True((int)status < 300, text);
                return JsonDocument.Parse(text).RootElement;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskOnce(
        Uri silo, string key, HttpMethod method, string path, object? body)
    {
        using var http = new HttpClient { BaseAddress = silo };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null
            : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
