using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Webhooks;

/// <summary>Whose turn it is to carry a webhook, and what is kept of what was done.</summary>
public sealed class PostgresWebhookQueueTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private IWebhookQueue Queue => fixture.Stores.WebhookQueue;

    [Fact]
    public async Task Take_ByTwoAtOnce_IsGivenToOne()
    {
        var name = await Made("a");
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => Queue.Take(name, $"node-{i}", Length, default).AsTask()));

        var lease = Assert.Single(taken, each => each is not null)!.Value.Lease;
        Assert.Contains(await Queue.Keep(lease.Holder, Length, default), kept => kept.Lease == lease);
        Assert.DoesNotContain(name, await Queue.Free(1_000, default));
    }

    [Fact]
    public async Task Commit_UnderALeaseThatAnotherHas_KeepsNothing()
    {
        var name = await Made("b");
        var first = (await Queue.Take(name, "first", Length, default))!.Value.Lease;
        await fixture.Database.Execute(
            $"update risk.webhook_places set held_until = now() where webhook = '{name.Id}'");
        Assert.Empty(await Queue.Keep("first", Length, default));
        Assert.False(await Queue.Commit(first, Progress("late"), default)); // run out, and nobody else's yet
        var second = (await Queue.Take(name, "second", Length, default))!.Value.Lease;

        Assert.False(await Queue.Commit(first, Progress("stale"), default));
        Assert.True(await Queue.Commit(second, Progress("right"), default));

        Assert.Equal("right", (await Queue.Read(name, default))!.Value.Cursor);
        Assert.Equal(1, (await Queue.Waiting(name, default)).Waiting);
        Assert.True(second.Epoch > first.Epoch);
    }

    [Fact]
    public async Task Waiting_EventsOfTwoAccounts_ShowsTheFirstOfEach()
    {
        var name = await Made("c");
        var lease = (await Queue.Take(name, "node", Length, default))!.Value.Lease;
        await Queue.Commit(
            lease, Progress("1") with { Held = [Held("a", 1), Held("b", 1), Held("a", 2), Held("a", 3)] }, default);
        var heads = (await Queue.Waiting(name, default)).Heads.OrderBy(head => head.Number).ToList();
        Assert.Equal(
            [(Some.Account("a"), 1L), (Some.Account("b"), 1L)], heads.Select(head => (head.Account, head.Sequence)));

        await Queue.Commit(lease, Progress("2") with
        {
            Held = [],
            Done = [heads[0].Number],
            Tried = [heads[1] with { Dead = true, Attempts = 7, Cause = "status" }],
        }, default);

        var waiting = await Queue.Waiting(name, default);
        Assert.Equal((Some.Account("a"), 2L), (waiting.Heads.Single().Account, waiting.Heads[0].Sequence));
        Assert.Equal((2, 1), (waiting.Waiting, waiting.Dead));
        var dead = Assert.Single(await fixture.Stores.Webhooks.DeadLetters(name.Tenant, name.Id, 0, 10, default));
        Assert.Equal((7, "status"), (dead.Attempts, dead.Cause));
        Assert.Equal(0, await fixture.Stores.Webhooks.Replay(new TenantId(99), name.Id, null, 1, default));
        Assert.Equal(1, await fixture.Stores.Webhooks.Replay(name.Tenant, name.Id, [dead.Event], 1, default));
        Assert.Equal(2, (await Queue.Waiting(name, default)).Heads.Count);
    }

    [Fact]
    public async Task Delete_OfAWebhook_TakesWhatWaitsWithItAndIsNotAnothers()
    {
        var name = await Made("d");
        var lease = (await Queue.Take(name, "node", Length, default))!.Value.Lease;
        await Queue.Commit(lease, Progress("1"), default);

        Assert.False(await fixture.Stores.Webhooks.Delete(new TenantId(99), name.Id, default));
        Assert.Null(await fixture.Stores.Webhooks.Find(new TenantId(99), name.Id, default));
        Assert.True(await fixture.Stores.Webhooks.Delete(name.Tenant, name.Id, default));
        Assert.False(await Queue.Commit(lease, Progress("2"), default));
        Assert.Equal(0, await fixture.Database.Ask<long>(
            $"select count(*) from risk.webhook_events where webhook = '{name.Id}'"));
    }

    private async Task<WebhookName> Made(string id)
    {
        var name = new WebhookName(Some.Tenant, id);
        var row = new WebhookRow(id, 1, 1, "{}"u8.ToArray(), Some.Bytes(80));
        Assert.True(await fixture.Stores.Webhooks.Add(name.Tenant, row, "0", default));
        return name;
    }

    private static WebhookProgress Progress(string cursor) => new(cursor, null)
    {
        Held = [Held("a", 1)],
        Deliveries = [new DeliveryRow(0, "evt_1", "score.updated", 1, 1, null, "timeout", 10_000)],
    };

    private static HeldEvent Held(string account, long sequence) => new(
        0, $"evt_{account}{sequence}", "score.updated", Some.Account(account), sequence, null, Dead: false, 1, 1, 1,
        "timeout");
}
