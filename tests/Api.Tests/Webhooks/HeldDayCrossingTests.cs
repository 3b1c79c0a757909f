using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Api.Tests.Feed;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>A crossing that the end of a day made, and no decision, while its receiver does not take it.</summary>
public sealed class HeldDayCrossingTests(EngineHost host) : IClassFixture<EngineHost>
{
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Crossing_OfAClosedDayThatWaits_IsRecalledFromTheDaysRecordToTheSameBytes()
    {
        var (tenant, client) = await host.Tenant("read", "ingest", "admin");
        var account = await Loaded(tenant, client);
        await using var receiver = await HookReceiver.Start();
        var refusing = true;
        receiver.Script = (_, context) =>
        {
            context.Response.StatusCode = refusing ? 500 : 200;
            return Task.FromResult(!refusing);
        };
        var at = await PaidLife.Credit(client, account);
        var (webhook, secret) = await client.Hook(
            receiver.Url,
            $$"""{"threshold":{"score":"credit","at":{{at}},"dead_band":0},"events":["threshold.crossed"] }""");
        await using var carrier = new Carrier(host.Services, _time);

        Assert.Equal(DayResult.Closed, await host.CloseDay(tenant, account));
        await carrier.Until(() => receiver.Came.Count >= 1, "it was tried as the feed tells it");
        await client.Send(PaidLife.Line("later", PaidLife.Ago(0), "35.00", "debit", "Kedai", "groceries") + "\n");
        await carrier.Until(() => receiver.Came.Count >= 3, "it was tried as it is recalled");
        refusing = false;
        await carrier.Until(() => receiver.Taken.Count >= 1, "it is taken");

        var body = Assert.Single(receiver.Came.Select(each => each.Body).Distinct());
        Assert.Equal(body, Assert.Single(receiver.Taken).Body);
        Assert.All(receiver.Came, posted => Assert.True(HookReceiver.Verifies(posted, secret)));
        using var told = JsonDocument.Parse(body);
        var data = told.RootElement.GetProperty("data");
        Assert.Equal("threshold.crossed", told.RootElement.GetProperty("type").GetString());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (
            data.GetProperty("decision").ValueKind, data.GetProperty("day").ValueKind));
        Assert.True(data.GetProperty("value").GetInt32() < at);
        Assert.Empty(await client.Items(webhook, "dead-letters"));
    }

    /// <summary>The account, before the day that costs it points has ended.</summary>
    private async Task<string> Loaded(string tenant, HttpClient client)
    {
        using var history = host.Client(await host.Key(tenant, "history"));
        await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts", """{"account":"A-1","opened":"2019-05-01"}""");
        var loaded = await history.Send(PaidLife.Lines(41, lastDaysAgo: 2), "?mode=history");
        return loaded[0].GetProperty("account_id").GetString()!;
    }
}
