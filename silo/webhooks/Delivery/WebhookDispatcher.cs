using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Kept;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>
/// Carries one webhook while its lease holds: what waits and is due first, then what the feed tells. The cursor moves
/// with what has to wait in one commit, so after a fall an event comes twice, under one id, rather than never.
/// </summary>
internal sealed partial class WebhookDispatcher(WebhookParts parts, HeldLease lease, ILogger log)
{
    private readonly Receiver _receiver = new(parts.Time);
    private WaitingEvents? _waiting;
    private long _lookedAt, _movedAt;
    private long? _failingSince;

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !lease.IsLost)
        {
            try
            {
                await Carry(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                LogTrouble(log, lease.Name.Id, trouble);
                await Task.Delay(Limits.WebhookRetry, parts.Time, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One version of the webhook, for as long as it is the newest.</summary>
    private async Task Carry(CancellationToken stop)
    {
        if (await parts.Queue.Read(lease.Name, stop) is not { } read)
        {
            lease.Lose();
            return;
        }

        var (row, tenant) = (read.Row, lease.Name.Tenant);
        (_failingSince, _waiting, _movedAt) = (read.FailingSince, null, parts.Time.GetTimestamp());
        var secrets = await WebhookSecrets.Open(parts.Seal, tenant, row.Id, row.Sealed, stop);
        var pseudonyms = await parts.Keys.Pseudonyms(tenant, stop);
        var caller = new Caller(tenant, "webhook:" + row.Id, Roles.Read, Ids.RequestPrefix + row.Id);
        var cursor = FeedCursor.Read(read.Cursor, pseudonyms, out _)
            ?? throw new InvalidDataException("the cursor kept for a webhook is none of its tenant's");
        using var session = new FeedSession(parts.Feed, caller, Subscription(row), pseudonyms, cursor)
        {
            WithCursors = false,
        };
        var recall = new EventRecall(parts.Feed.Actors, parts.Feed.Feed.Consents, caller);
        var more = false;
        while (!stop.IsCancellationRequested && !lease.IsLost && lease.Version <= row.Version)
        {
            var tries = new WebhookAttempts(parts, lease, _receiver, secrets);
            var waiting = await Waiting(stop);
            var busy = lease.Allows && _receiver.MayBeTried
                && (await Retry(tries, waiting, recall, session, stop)
                    || (more = await Next(tries, waiting, session, stop)));
            if (!busy && !more)
            {
                await session.Wait(Limits.WebhookLook, stop);
            }
            else if (!lease.Allows || !_receiver.MayBeTried)
            {
                await Task.Delay(Limits.WebhookLook, parts.Time, stop);
            }
        }
    }

    private static SubscriptionBody Subscription(WebhookRow row)
    {
        var filter = WebhookContent.Of(row).Filter;
        return new SubscriptionBody
        {
            Subscription = Ids.WebhookPrefix + row.Id,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            Filter = filter with { Events = filter.Events ?? EventFilter.OfWebhooks },
            Conflate = false,
        };
    }

    /// <summary>What waits: known from the last commit, and looked for now and then, for dead letters are replayed.
    /// </summary>
    private async ValueTask<WaitingEvents> Waiting(CancellationToken cancel)
    {
        if (_waiting is null || parts.Time.GetElapsedTime(_lookedAt) >= Limits.WebhookLook)
        {
            _lookedAt = parts.Time.GetTimestamp();
            _waiting = await parts.Queue.Waiting(lease.Name, cancel);
        }

        return _waiting;
    }

    /// <summary>False where nothing is due.</summary>
    private async ValueTask<bool> Retry(
        WebhookAttempts tries, WaitingEvents waiting, EventRecall recall, FeedSession session, CancellationToken stop)
    {
        var due =
            waiting.Heads.Where(head => WebhookAttempts.IsDue(head, parts.Now)).OrderBy(static head => head.Number)
            .Take(_receiver.Most(Limits.WebhookRetriesAtOnce)).ToList();
        if (due.Count == 0)
        {
            return false;
        }

        await tries.Retry(due, recall, stop);
        var tried = tries.Tried;
        var died = tried.Count(static each => each.Dead);
        await Commit(
            tries, waiting, new WebhookProgress(session.Cursor, null) { Done = tries.Done, Tried = tried }, died);
        parts.Metrics.Died(died);
        return tries.Done.Count + tried.Count > 0;
    }

    /// <summary>The next events of the feed; true where there are more already.</summary>
    private async ValueTask<bool> Next(
        WebhookAttempts tries, WaitingEvents waiting, FeedSession session, CancellationToken stop)
    {
        if (waiting.Waiting >= Limits.WebhookWaitingMax)
        {
            return false;
        }

        var events = new List<WrittenEvent>();
        bool more;
        try
        {
            more = await session.Next(events, _receiver.Most(Limits.WebhookEventsAtOnce), stop);
        }
        catch (CursorExpiredException)
        {
            await Disable(WebhookReasons.CursorExpired, session);
            return false;
        }

        if (events.Count > 0)
        {
            var behind = waiting.Heads.Select(static head => head.Account).ToHashSet();
            var held = await tries.Tell(events, behind, stop);
            await Commit(tries, waiting, new WebhookProgress(session.Cursor, null) { Held = held }, died: 0);
            parts.Metrics.Held(held.Count);
        }
        else if (parts.Time.GetElapsedTime(_movedAt) >= Limits.WebhookCursorEvery)
        {
            await Commit(tries, waiting, new WebhookProgress(session.Cursor, null), died: 0);
        }

        return more;
    }

    private Task Disable(string reason, FeedSession session) => Commit(
        new WebhookProgress(session.Cursor, _failingSince) { Disabled = reason, Now = parts.Now });

    private Task Commit(WebhookAttempts tries, WaitingEvents waiting, WebhookProgress progress, int died)
    {
        var now = parts.Now;
        _failingSince = tries.AnyTaken ? null : _failingSince ?? (tries.AnyFailed ? now : null);
        var disabled = waiting.Dead + died > Limits.WebhookDeadLettersMax ? WebhookReasons.DeadLettersFull
            : tries.AnyFailed && now - _failingSince >= (long)Limits.WebhookDisabledAfter.TotalMilliseconds
                ? WebhookReasons.FailingForLong
            : null;
        return Commit(progress with
        {
            FailingSince = _failingSince,
            Deliveries = tries.Deliveries,
            Disabled = disabled,
            Now = now,
        });
    }

    /// <summary>Whatever stops us: what was delivered is not to be delivered again for want of saying so.</summary>
    private async Task Commit(WebhookProgress progress)
    {
        if (!await parts.Queue.Commit(lease.Lease, progress, CancellationToken.None))
        {
            lease.Lose();
            throw new JournalUnavailableException("another node carries the webhook by now");
        }

        _waiting = null;
        _movedAt = parts.Time.GetTimestamp();
        if (progress.Disabled is { } reason)
        {
            parts.Metrics.Disabled(reason);
            LogDisabled(log, lease.Name.Id, reason);
            lease.Lose();
        }
    }
}
