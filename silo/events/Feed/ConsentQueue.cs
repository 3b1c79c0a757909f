using OrleansRisk.Actors.Access;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Events.Feed;

/// <summary>
/// Changes of consents on one reader's way: each comes behind the commits that were there before it, and before those
/// that followed from it.
/// </summary>
internal sealed class ConsentQueue(ConsentEvents events, TenantId tenant, long told, TimeProvider time)
{
    private readonly Queue<ConsentEvent> _next = new();
    private long? _waitsSince;

    /// <summary>Number of the newest one that the reader has had, or that comes to it next.</summary>
    public long Told { get; private set; } = told;

    /// <summary>The next that comes before this step; null where none does.</summary>
    public async ValueTask<ConsentEvent?> Before(FeedStep step, CancellationToken cancel) =>
        await Peek(cancel) is { } next && step.Number > next.Behind.Number(step.Writer) ? Take() : null;

    /// <summary>
    /// The next for a reader that has come to here and to the end. Commits before it show in a moment; if they never
    /// do, for the tenant has moved to other writers, it does not wait for them.
    /// </summary>
    public async ValueTask<ConsentEvent?> At(FeedPosition position, CancellationToken cancel) =>
        await Peek(cancel) is { } next && (position.Covers(next.Behind) || HasWaited(next)) ? Take() : null;

    /// <summary>This reader has, or, as one that comes anew for each page never has, anybody would have.</summary>
    private bool HasWaited(ConsentEvent next) =>
        time.GetElapsedTime(_waitsSince ??= time.GetTimestamp()) > JournalLimits.ConsentEventsWait
        || time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(next.At) > JournalLimits.ConsentEventsGone;

    private ConsentEvent Take()
    {
        var taken = _next.Dequeue();
        (Told, _waitsSince) = (taken.Number, null);
        return taken;
    }

    private async ValueTask<ConsentEvent?> Peek(CancellationToken cancel)
    {
        if (_next.Count == 0)
        {
            foreach (var each in await events.After(tenant, Told, cancel))
            {
                _next.Enqueue(each);
            }
        }

        return _next.Count > 0 ? _next.Peek() : null;
    }
}
