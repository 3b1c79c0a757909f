using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>Webhooks between clocks that do not agree, and while secrets change.</summary>
public sealed class ClockTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Receiver_WhoseClockIsWrong_RefusesEverythingAndGetsItInOrderOnceItIsRight()
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        var skew = TimeSpan.FromMinutes(-10);
        receiver.Script = (posted, context) =>
        {
            var apart = _time.GetUtcNow() + skew - SignedAt(posted);
            context.Response.StatusCode = apart.Duration() > Tolerance ? 400 : 200;
            return Task.FromResult(context.Response.StatusCode == 200);
        };
        var (_, secret) = await client.Hook(receiver.Url);
        var answers = await client.Send(Recent.Lines(12, accounts: 2));
        await using var carrier = new Carrier(host.Services, _time);

        await carrier.Until(() => receiver.Came.Count >= 4, "it was tried, in vain");
        Assert.Empty(receiver.Taken);
        skew = TimeSpan.FromMinutes(2); // within what receivers put up with
        await carrier.Until(
            () => receiver.Order("A-0").Count == 6 && receiver.Order("A-1").Count == 6, "all are taken");

        Assert.Equal(answers.Decided("A-0").Select(Hooks.Updated), receiver.Order("A-0"));
        Assert.Equal(answers.Decided("A-1").Select(Hooks.Updated), receiver.Order("A-1"));
        Assert.All(receiver.Came, posted => Assert.True(HookReceiver.Verifies(posted, secret)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Nodes_WhoseClocksDiffer_HandAWebhookOnWithoutAGapOrADisorder(int hours)
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        var refusing = true;
        receiver.Script = (posted, context) =>
        {
            var refused = refusing && posted.Account == "A-0";
            context.Response.StatusCode = refused ? 500 : 200;
            return Task.FromResult(!refused);
        };
        var (webhook, _) = await client.Hook(receiver.Url);
        var answers = await client.Send(Recent.Lines(12, accounts: 2));
        var first = new Carrier(host.Services, new ManualTime(_time.GetUtcNow() + TimeSpan.FromHours(hours)));
        await first.Until(() => receiver.Order("A-1").Count == 6
            && receiver.Came.Count(each => each.Account == "A-0") >= 2, "one account waits, the other is through");
        await first.DisposeAsync();

        refusing = false;
        await using var second = new Carrier(host.Services, _time);
        await second.Until(() => receiver.Order("A-0").Count == 6, "what waited came");

        Assert.Equal(answers.Decided("A-0").Select(Hooks.Updated), receiver.Order("A-0"));
        Assert.Equal(answers.Decided("A-1").Select(Hooks.Updated), receiver.Order("A-1"));
        Assert.Empty(await client.Items(webhook, "dead-letters"));
    }

    [Fact]
    public async Task Secret_RotatedWhileEventsWait_SignsWhatIsSentAfterwardsBesideTheOldOne()
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        var secrets = new List<string>();
        var knows = 0;
        receiver.Script = (posted, context) =>
        {
            var verified = HookReceiver.Verifies(posted, secrets[knows]);
            context.Response.StatusCode = verified ? 200 : 401;
            return Task.FromResult(verified);
        };
        var (webhook, secret) = await client.Hook(receiver.Url);
        secrets.AddRange(["whsec_of_somebody_else", secret]);
        await client.Send(Recent.Lines(8, accounts: 2));
        await using var carrier = new Carrier(host.Services, _time);
        await carrier.Until(() => receiver.Came.Count >= 2, "it was refused under a secret that is not ours");

        var rotated = await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{webhook}/rotate", "{}");
        secrets.Add(rotated.GetProperty("secret").GetString()!);
        knows = 1; // the receiver has the old one still
        await carrier.Until(() => receiver.Taken.Select(each => each.Id).Distinct().Count() == 8, "the old one signs");
        knows = 2;
        var more = await client.Send(Recent.Lines(8, accounts: 2, from: 8));
        var wanted = more.Decided("A-0").Concat(more.Decided("A-1")).Select(Hooks.Updated).ToHashSet();
        await carrier.Until(
            () => wanted.IsSubsetOf(receiver.Taken.Select(each => each.Id).ToHashSet()), "and the new one does");

        Assert.All(receiver.Taken.TakeLast(8), posted => Assert.True(HookReceiver.Verifies(posted, secret)));
        _time.Advance(TimeSpan.FromDays(2)); // the old one's time is over
        knows = 1;
        var late = (await client.Send(Recent.Lines(1, accounts: 1, from: 16))).Decided("A-0").Select(Hooks.Updated);
        await carrier.Until(() => receiver.Came.Any(each => late.Contains(each.Id)), "it was tried");
        Assert.DoesNotContain(receiver.Taken, each => late.Contains(each.Id));
        knows = 2;
        await carrier.Until(() => receiver.Taken.Any(each => late.Contains(each.Id)), "the new one alone signs");
    }

    private static DateTimeOffset SignedAt(Posted posted) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(
        posted.Timestamp, CultureInfo.InvariantCulture));
}
