using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Kept;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>
/// Attempts of one webhook between two commits. An account's events go one after the other; the first that fails holds
/// back those behind it, and nobody else's.
/// </summary>
internal sealed class WebhookAttempts(WebhookParts parts, HeldLease lease, Receiver receiver, WebhookSecrets secrets)
{
    private readonly ConcurrentQueue<DeliveryRow> _deliveries = new();
    private readonly ConcurrentQueue<HeldEvent> _tried = new();
    private readonly ConcurrentQueue<long> _done = new();
    private int _taken, _failed;

    public bool AnyTaken => _taken > 0;

    public bool AnyFailed => _failed > 0;

    public IReadOnlyList<DeliveryRow> Deliveries => [.. _deliveries];

    /// <summary>Events that waited and were tried in vain.</summary>
    public IReadOnlyList<HeldEvent> Tried => [.. _tried];

    /// <summary>Events that waited and were delivered.</summary>
    public IReadOnlyList<long> Done => [.. _done];

    /// <summary>Tries new events; returns those that have to wait, each account's in order.</summary>
    /// <param name="behind">Accounts of which earlier events wait.</param>
    public async ValueTask<IReadOnlyList<HeldEvent>> Tell(
        IEnumerable<WrittenEvent> events, IReadOnlySet<AccountKey> behind, CancellationToken stop)
    {
        var accounts = events.GroupBy(static each => each.Account).Select(static account => account.ToList()).ToList();
        var held = new HeldEvent[accounts.Count][];
        await AllOf(Enumerable.Range(0, accounts.Count), async i =>
            held[i] = await Tell(accounts[i], behind.Contains(accounts[i][0].Account), stop));
        return [.. held.SelectMany(static each => each)];
    }

    /// <summary>Tries events that waited, at most one of an account.</summary>
    public Task Retry(IEnumerable<HeldEvent> due, EventRecall recall, CancellationToken stop) =>
        AllOf(due, held => Retry(held, recall, stop));

    /// <summary>
    /// Its time has come; or it lies further off than any wait after so many attempts, so whoever noted it had a clock
    /// that is ahead of ours.
    /// </summary>
    public static bool IsDue(HeldEvent held, long now) => held.DueAt <= now || held.DueAt - now > LongestWait(held);

    private static Task AllOf<T>(IEnumerable<T> items, Func<T, ValueTask> work) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = Limits.WebhookAccountsAtOnce },
        (item, _) => work(item));

    private async ValueTask<HeldEvent[]> Tell(List<WrittenEvent> events, bool behind, CancellationToken stop)
    {
        var held = new List<HeldEvent>();
        foreach (var each in events)
        {
            var attempt = behind || held.Count > 0 || !MayTry(stop) ? default(Attempt?)
                : await Send(each.Account, each.Body, each.Id, each.Type, 1, each.Trace);
            if (attempt is { Delivered: true })
            {
                continue;
            }

            var due = parts.Now + (attempt is null ? 0 : Wait(1));
            held.Add(new HeldEvent(
                0, each.Id, each.Type, each.Account, each.Sequence, EventRecall.Write(each.Crossing), Dead: false,
                attempt is null ? 0 : 1, parts.Now, due, attempt?.Result ?? AttemptResults.Waiting));
        }

        return [.. held];
    }

    private async ValueTask Retry(HeldEvent held, EventRecall recall, CancellationToken stop)
    {
        if (!MayTry(stop))
        {
            return; // it goes on waiting as it is
        }

        var recalled = await recall.Of(held);
        if (recalled.Event is not { } told)
        {
            if (recalled.Cause is { } cause)
            {
                _tried.Enqueue(Failed(held, cause, recalled.Gone));
            }

            return;
        }

        var attempt = await Send(held.Account, told.Body, held.Event, held.Type, held.Attempts + 1, trace: null);
        if (attempt.Delivered)
        {
            _done.Enqueue(held.Number);
        }
        else
        {
            _tried.Enqueue(Failed(held, attempt.Result, gone: false));
        }
    }

    private HeldEvent Failed(HeldEvent held, string cause, bool gone)
    {
        var (attempts, now) = (held.Attempts + 1, parts.Now);
        var isOver = now - held.HeldAt >= (long)Limits.WebhookDeadAfter.TotalMilliseconds;
        return held with { Attempts = attempts, DueAt = now + Wait(attempts), Cause = cause, Dead = gone || isOver };
    }

    private bool MayTry(CancellationToken stop) =>
        !stop.IsCancellationRequested && lease.Allows && receiver.MayBeTried;

    private async ValueTask<Attempt> Send(
        AccountKey account, ReadOnlyMemory<byte> body, string id, string type, int number, string? trace)
    {
        using var span = trace is null ? null
            : Traces.Source.StartActivity(Traces.Event, ActivityKind.Client, Traces.Place(trace));
        // Not stopped half-way: whether it was taken would not be known.
        var attempt = await parts.Send(secrets, id, body, CancellationToken.None);
        span?.SetTag(Traces.TenantTag, lease.Name.Tenant.Value).SetTag(Traces.EventTag, type)
            .SetTag(Traces.ResultTag, attempt.Result);
        _deliveries.Enqueue(parts.Row(id, type, number, attempt));
        if (attempt.Delivered)
        {
            Interlocked.Increment(ref _taken);
            receiver.Took();
        }
        else
        {
            Interlocked.Increment(ref _failed);
            receiver.Failed(account);
        }

        return attempt;
    }

    private static double LongestWait(HeldEvent held) => held.Attempts == 0
        ? 0
        : BackOff.Wait(held.Attempts, Limits.WebhookBackOffMost, 1).TotalMilliseconds;

    private static long Wait(int attempts) =>
        (long)BackOff.Wait(attempts, Limits.WebhookBackOffMost, Random.Shared.NextDouble()).TotalMilliseconds;
}
