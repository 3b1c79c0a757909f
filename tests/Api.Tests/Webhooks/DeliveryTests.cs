using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>Webhooks of the host as it is, over PostgreSQL, to receivers that are not kind.</summary>
public sealed class DeliveryTests(EngineHost host) : IClassFixture<EngineHost>
{
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Events_ToAReceiverThatDropsHangsFailsAndLies_AllComeSignedAndInOrderOfTheirAccounts()
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        var random = new Random(42);
        receiver.Script = (_, context) => Misbehave(context, random);
        var (webhook, secret) = await client.Hook(receiver.Url);
        await using var carrier = new Carrier(host.Services, _time);

        var answers = await client.Send(Recent.Lines(48, accounts: 6));
        var expected = Enumerable.Range(0, 6).ToDictionary(
            i => $"A-{i}", i => answers.Decided($"A-{i}").Select(Hooks.Updated).ToList());
        await carrier.Until(
            () => expected.All(account => receiver.Order(account.Key).Count >= account.Value.Count), "all are taken");

        Assert.All(expected, account => Assert.Equal(account.Value, receiver.Order(account.Key)));
        Assert.All(receiver.Came, posted => Assert.True(HookReceiver.Verifies(posted, secret), posted.Signature));
        Assert.All(
            receiver.Came.GroupBy(posted => posted.Id),
            same => Assert.Single(same.Select(each => each.Body).Distinct()));
        Assert.True(receiver.Came.Count > 48, "nothing went wrong");
        var results = (await client.Items(webhook, "deliveries"))
            .Select(each => each.GetProperty("result").GetString()!).ToHashSet();
        Assert.Superset(new HashSet<string> { "delivered", "status", "cut" }, results);
    }

    [Fact]
    public async Task Event_ThatIsRefusedForADay_HoldsBackItsAccountOnlyThenIsADeadLetterThatCanBeReplayed()
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        string? poisoned = null;
        receiver.Script = (posted, context) =>
        {
            context.Response.StatusCode = posted.Id == poisoned ? 500 : 200;
            return Task.FromResult(posted.Id != poisoned);
        };
        var (webhook, _) = await client.Hook(receiver.Url);
        var answers = await client.Send(Recent.Lines(12, accounts: 3));
        var stuck = answers.Decided("A-0").Select(Hooks.Updated).ToList();
        poisoned = stuck[1];
        await using var carrier = new Carrier(host.Services, _time);

        await carrier.Until(() => receiver.Order("A-1").Count == 4 && receiver.Order("A-2").Count == 4
            && receiver.Came.Count(each => each.Id == poisoned) >= 3, "the others are through");
        Assert.Equal(stuck.Take(1), receiver.Order("A-0"));
        Assert.Equal(3, (await client.Show(webhook)).GetProperty("held").GetInt32());

        _time.Advance(TimeSpan.FromHours(25));
        await carrier.Until(() => receiver.Order("A-0").Count == 3, "what stood behind it came");
        Assert.Equal([stuck[0], stuck[2], stuck[3]], receiver.Order("A-0"));
        var dead = Assert.Single(await client.Items(webhook, "dead-letters"));
        Assert.Equal((poisoned, "status"),
            (dead.GetProperty("event").GetString(), dead.GetProperty("cause").GetString()));

        var given = poisoned;
        poisoned = null;
        var replayed = await EngineHost.Json(
            client, HttpMethod.Post, $"/v1/webhooks/{webhook}/dead-letters/replay", $$"""{"events":["{{given}}"]}""");
        await carrier.Until(() => receiver.Taken.Any(each => each.Id == given), "it came under its own id");
        Assert.Equal(1, replayed.GetProperty("replayed").GetInt32());
        Assert.Single(receiver.Came.Where(each => each.Id == given).Select(each => each.Body).Distinct());
    }

    [Fact]
    public async Task Webhook_ThatFailsForDays_IsDisabledWithItsReasonAndGoesOnWhereItStood()
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        var away = true;
        receiver.Script = (_, context) =>
        {
            context.Response.StatusCode = away ? 503 : 200;
            return Task.FromResult(!away);
        };
        var (webhook, _) = await client.Hook(receiver.Url);
        var first = await client.Send(Recent.Lines(20, accounts: 10));
        await using var carrier = new Carrier(host.Services, _time);
        await carrier.Until(() => receiver.Came.Count >= 3, "it fails");
        Assert.True(receiver.Came.Count < 20, "a receiver that is away is not asked with everything");

        Task<JsonElement>? asking = null;
        bool Shows(Func<JsonElement, bool> isSo)
        {
            asking = asking is null || (asking.IsCompleted && !isSo(asking.Result)) ? client.Show(webhook) : asking;
            return asking.IsCompleted && isSo(asking.Result);
        }

        // What is under way while the clock jumps would count as its first failure.
        await carrier.Until(() => Shows(each => each.TryGetProperty("failing_since", out var since)
            && since.ValueKind == JsonValueKind.String), "its failure is noted");
        _time.Advance(TimeSpan.FromDays(6));
        await carrier.Until(() => Shows(each => !each.GetProperty("enabled").GetBoolean()), "it is disabled");
        var shown = await asking!;
        Assert.Equal("failing_for_long", shown.GetProperty("reason").GetString());
        var second = await client.Send(Recent.Lines(20, accounts: 10, from: 20));
        away = false;
        await EngineHost.Json(client, HttpMethod.Put, $"/v1/webhooks/{webhook}", """{"enabled":true}""");
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{webhook}/dead-letters/replay", "{}");
        var wanted = first.Concat(second).Where(each => each.TryGetProperty("decision", out _))
            .Select(each => Hooks.Updated(each.GetProperty("decision").GetString()!)).ToHashSet();
        await carrier.Until(
            () => wanted.IsSubsetOf(receiver.Taken.Select(each => each.Id).ToHashSet()), "all that happened came");
        Assert.True((await client.Show(webhook)).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Webhooks_OfANodeThatFalls_AreCarriedOnByAnotherWithoutAGapOrADisorder()
    {
        var (_, client) = await host.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        await client.Hook(receiver.Url);
        var answers = new List<JsonElement>();
        var first = new Carrier(host.Services, _time);
        await using var second = new Carrier(host.Services, _time);
        answers.AddRange(await client.Send(Recent.Lines(40, accounts: 4)));
        await second.Until(() => receiver.Taken.Count >= 10, "some came");

        first.CutOff();
        answers.AddRange(await client.Send(Recent.Lines(40, accounts: 4, from: 40)));
        await host.Database.Execute("update risk.webhook_places set held_until = now()"); // its time has passed
        answers.AddRange(await client.Send(Recent.Lines(40, accounts: 4, from: 80)));
        await second.Until(
            () => Enumerable.Range(0, 4).All(i => receiver.Order($"A-{i}").Count >= 30), "all came");

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(answers.Decided($"A-{i}").Select(Hooks.Updated), receiver.Order($"A-{i}"));
        }

        await first.DisposeAsync();
    }

    [Fact]
    public async Task History_LoadedForAnAccount_RaisesNoWebhook()
    {
        var (tenant, client) = await host.Tenant("history", "admin");
        using var live = host.Client(await host.Key(tenant, "ingest"));
        await using var receiver = await HookReceiver.Start();
        await client.Hook(receiver.Url, "{}");
        await using var carrier = new Carrier(host.Services, _time);

        await client.Send(Recent.Lines(30, accounts: 3), "?mode=history");
        var answers = await live.Send(Recent.Lines(3, accounts: 3, from: 30));
        await carrier.Until(
            () => Enumerable.Range(0, 3).All(i => receiver.Order($"A-{i}").Count > 0), "what is live came");

        var decided = answers.SkipLast(1).Select(each => each.GetProperty("decision").GetString()!["dec_".Length..]);
        Assert.All(receiver.Came, posted =>
            Assert.Contains(decided, each => posted.Id.StartsWith("evt_" + each, StringComparison.Ordinal)));
    }

    private static async Task<bool> Misbehave(HttpContext context, Random random)
    {
        int fault;
        lock (random)
        {
            fault = random.Next(20);
        }

        var response = context.Response;
        switch (fault)
        {
            case 0 or 1:
                context.Abort();
                return false;
            case 2 or 3:
                response.StatusCode = 500;
                return false;
            case 4:
                response.StatusCode = 302;
                response.Headers.Location = "/elsewhere";
                return false;
            case 5:
                await Task.Delay(TimeSpan.FromMinutes(5), TimeProvider.System, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return false;
            case 6: // says more than it sends
                (response.StatusCode, response.ContentLength) = (503, 1_000);
                await response.WriteAsync("short");
                context.Abort();
                return false;
            case 7: // takes it, and never stops talking
                await Talk(context);
                return true;
            default:
                return true;
        }
    }

    private static async Task Talk(HttpContext context)
    {
        await context.Response.StartAsync();
        var line = new byte[4_096];
        try
        {
            for (var i = 0; i < 10_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(line, context.RequestAborted);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // Nobody listens any more.
        }
    }
}
