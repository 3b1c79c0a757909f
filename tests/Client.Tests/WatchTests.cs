using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;

namespace OrleansRisk.Client.Tests;

/// <summary>The feed as a program reads it, from a real Kestrel that cuts every stream.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private const string Path = "GET /v1/feed?subscription=sub_1";

    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Watch_StreamsThatAreCut_GoesOnBehindTheLastEvent()
    {
        _server.Tell(Path, Some.Event("c1"), Some.Event("c2"));
        _server.Tell($"{Path}&after=c2", Some.Event("c3"));
        _server.Tell($"{Path}&after=c3", Some.Event("c4"));
        using var client = _server.Client(time: new HurriedTime());

        var told = await client.Feed.WatchAsync("sub_1").Take(4).ToListAsync();

        Assert.Equal(["evt_c1", "evt_c2", "evt_c3", "evt_c4"], told.Select(each => each.Id));
        Assert.Equal([Path, $"{Path}&after=c2", $"{Path}&after=c3"], _server.Calls.Select(each => each.Call));
    }

    [Fact]
    public async Task Watch_AStreamInWhichNothingHappened_GoesOnAtItsHeartbeat()
    {
        _server.Tell($"{Path}&after=now");
        _server.Tell($"{Path}&after=begun", Some.Event("c1"));
        using var client = _server.Client(time: new HurriedTime());

        var told = await client.Feed.WatchAsync("sub_1", "now").FirstAsync();

        Assert.Equal("evt_c1", told.Id);
    }

    [Fact]
    public async Task Watch_ServerAwayForAWhile_IsAskedAgain()
    {
        _server.Refuse(Path, ErrorCodes.JournalUnavailable, retryAfterMs: 1);
        using var client = _server.Client(time: new HurriedTime());
        await using var events = client.Feed.WatchAsync("sub_1").GetAsyncEnumerator();
        var first = events.MoveNextAsync();
        while (_server.Calls.Count < 3)
        {
            await Task.Yield();
        }

        _server.Tell(Path, Some.Event("c1"));

        Assert.True(await first);
        Assert.Equal("evt_c1", events.Current.Id);
    }

    [Fact]
    public async Task Watch_CursorExpired_IsThrownForTheCallerToBeginAnew()
    {
        _server.Refuse($"{Path}&after=c1", ErrorCodes.CursorExpired);
        using var client = _server.Client(time: new HurriedTime());

        var refused = await Assert.ThrowsAsync<RiskException>(
            () => client.Feed.WatchAsync("sub_1", "c1").FirstAsync().AsTask());

        Assert.Equal("cursor_expired", refused.Problem.Code);
    }

    [Fact]
    public async Task Subscriptions_EveryCall_GoesToItsAddress()
    {
        var made = new SubscriptionBody
        {
            Subscription = "sub_1",
            CreatedAt = Some.Time,
            Filter = new FilterBody { Outcomes = ["review"] },
            Conflate = true,
        };
        _server.Answer("POST /v1/subscriptions", made, ContractJson.Default.SubscriptionBody, 201);
        _server.Answer("GET /v1/subscriptions/sub_1", made, ContractJson.Default.SubscriptionBody);
        _server.Answer(
            "GET /v1/subscriptions", new SubscriptionList([made], false), ContractJson.Default.SubscriptionList);
        _server.Answer("DELETE /v1/subscriptions/sub_1", made, ContractJson.Default.SubscriptionBody);
        _server.Answer(
            $"{Path}&after=c1", new FeedPage([Some.Event("c2")], "c2", false), ContractJson.Default.FeedPage);
        using var client = _server.Client();

        var filter = new FilterBody { Outcomes = ["review"] };
        var subscribed = await client.Subscriptions.CreateAsync(
            new SubscriptionRequest { Filter = filter, Conflate = true });
        Assert.Equal("sub_1", subscribed.Subscription);
        Assert.True((await client.Subscriptions.GetAsync("sub_1")).Conflate);
        Assert.Single((await client.Subscriptions.ListAsync()).Items);
        Assert.Equal("c2", (await client.Feed.GetPageAsync("sub_1", "c1")).After);
        await client.Subscriptions.DeleteAsync("sub_1");
        Assert.Equal("""{"filter":{"outcomes":["review"]},"conflate":true}""", _server.Calls.First().Body);
        Assert.Equal("DELETE /v1/subscriptions/sub_1", _server.Calls.Last().Call);
    }
}
