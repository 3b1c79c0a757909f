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
        await using var silos = await SiloProcesses.Start(3, probeSeconds: 1);
        var (one, two, three) = (silos.Silos[0].Http, silos.Silos[1].Http, silos.Silos[2].Http);
        var (first, second) = (await silos.MakeKey("admin"), await silos.MakeKey("admin"));
        var kept = await Ask(one, first, HttpMethod.Post, "/v1/models", new
        {
            owner = "risk team",
            purpose = "cards",
            file = ModelFile.Write(Card(), [.. Enumerable.Range(0, 10).Select(static _ => FeatureRow.Missing())]),
        });
        var hash = kept.GetProperty("hash").GetString();
        await Ask(two, second, HttpMethod.Post, $"/v1/models/{hash}/approval", null);
        var number = 0;
        async Task<List<JsonElement>> Send()
        {
            // Each account lives on one of the three, and each silo holds what was in force when it first answered.
            var all = new List<JsonElement>();
            for (var account = 0; account < 12; account++)
            {
                all.Add(await Ask(
                    three, silos.Key, HttpMethod.Post, "/v1/transactions", Transaction(account, number++)));
            }

            return all;
        }

        Assert.All(await Send(), static each =>
            Assert.False(each.GetProperty("anomaly").GetProperty("calibrated").GetBoolean()));
        await Ask(one, first, HttpMethod.Post, "/v1/model-deployments", new { anomaly = hash });

        var after = await Send(); // at once: nobody waits until it would have looked by itself
        Assert.All(after, static each =>
            Assert.True(each.GetProperty("anomaly").GetProperty("calibrated").GetBoolean()));
        var decided = after[^1];
        Assert.Equal(1, decided.GetProperty("versions").GetProperty("model_deployment").GetInt32());
        Assert.Equal(650, decided.GetProperty("anomaly").GetProperty("score").GetInt32());
        foreach (var silo in new[] { one, two, three })
        {
            var replay = await Ask(
                silo, silos.Key, HttpMethod.Get,
                $"/v1/decisions/{decided.GetProperty("decision").GetString()}/replay", null);
            Assert.True(replay.GetProperty("equal").GetBoolean(), replay.GetRawText());
        }
    }

    [Fact]
    public async Task Changes_ThroughOneSilo_AreInForceOnTheOthersAtOnce()
    {
        await using var silos = await SiloProcesses.Start(3, probeSeconds: 1);
        var (one, three) = (silos.Silos[0].Http, silos.Silos[2].Http);
        var (admin, key) = (await silos.MakeKey("admin"), await silos.MakeKey("ingest"));
        var typo = new Dictionary<string, object?> { ["anomoly"] = 1 };
        foreach (var (name, value) in JsonSerializer.SerializeToElement(Transaction(1, 1)).EnumerateObject()
            .Select(static each => (each.Name, each.Value.GetString())))
        {
            typo[name] = value;
        }

        async Task Everywhere(HttpStatusCode expected)
        {
            foreach (var silo in silos.Silos)
            {
                var answer = await AskOnce(silo.Http, key, HttpMethod.Post, "/v1/transactions", typo);
                Assert.Equal(expected, answer.Status);
            }
        }

        await Everywhere(HttpStatusCode.OK);
        await Ask(one, admin, HttpMethod.Put, "/v1/tenants/ten_1", new { strict = true });
        await Everywhere(HttpStatusCode.BadRequest);
        await Ask(one, admin, HttpMethod.Post, $"/v1/tenants/ten_1/keys/{key.Split('_')[2]}/revoke", null);
        await Everywhere(HttpStatusCode.Unauthorized);

        var amount = new { column = "a", positive = "debit" };
        var fields = new { id = "a", account = "a", currency = "a", date = new { column = "a" } };
        await Ask(one, admin, HttpMethod.Put, "/v1/maps/core", new { fields, amount });
        var map = await Ask(three, admin, HttpMethod.Get, "/v1/maps/core", null);
        Assert.Equal(1, map.GetProperty("version").GetInt32());
        var changes = await Ask(three, admin, HttpMethod.Get, "/v1/tenants/ten_1/changes?limit=3", null);
        Assert.Equal(
            ["map_kept", "key_revoked", "settings_changed"],
            changes.GetProperty("items").EnumerateArray().Select(static each => each.GetProperty("kind").GetString()));
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
