using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Journal.Feed;

/// <summary>What became of a consent; stored by number.</summary>
public enum ConsentEventKind : short
{
    Given = 1,
    Revoked = 2,
    Expired = 3,
}

/// <summary>A change of a customer's consent, as the feed tells it.</summary>
/// <param name="Number">Of the tenant's change: they rise, and none shows after one of a higher number.</param>
/// <param name="At">Milliseconds since 1970, as all times here.</param>
/// <param name="Behind">Commits up to here came before it; those that followed from it lie beyond.</param>
public sealed record ConsentEvent(
    long Number, ConsentEventKind Kind, long At, FeedPosition Behind, UInt128 Consent, UInt128 Subject, string Purpose,
    long From, long To, int HistoryDays, long CreatedAt);

/// <summary>Changes of consents, which lie beside the journal.</summary>
public interface IConsentEventReads
{
    /// <summary>In order, behind a number.</summary>
    ValueTask<IReadOnlyList<ConsentEvent>> After(TenantId tenant, long number, int limit, CancellationToken cancel);

    /// <summary>Number of the last one; 0 where there is none.</summary>
    ValueTask<long> Last(TenantId tenant, CancellationToken cancel);
}

/// <summary>
/// Changes of consents for readers of the feed. Where there is nothing new it costs nothing: a notice of a change comes
/// before anything that follows from it, and without one the database is looked at now and then.
/// </summary>
/// <param name="reads">Null where nothing is told of consents.</param>
/// <param name="time">Says how old a look is.</param>
public sealed class ConsentEvents(IConsentEventReads? reads, TimeProvider time)
{
    private readonly ConcurrentDictionary<TenantId, (long Last, long ReadAt, long Notices)> _newest = new();
    private long _notices;

    /// <summary>The tenant has changed something; what was seen before may be old.</summary>
    public void Noticed(TenantId tenant)
    {
        Interlocked.Increment(ref _notices); // what was being read meanwhile is old, too
        _newest.TryRemove(tenant, out _);
    }

    /// <summary>In order, behind a number; read after the commits that are told with them.</summary>
    public async ValueTask<IReadOnlyList<ConsentEvent>> After(TenantId tenant, long number, CancellationToken cancel)
    {
        if (reads is null || (_newest.TryGetValue(tenant, out var seen) && seen.Last <= number
            && seen.Notices == Volatile.Read(ref _notices)
            && time.GetElapsedTime(seen.ReadAt) < JournalLimits.ConsentEventsLook))
        {
            return [];
        }

        var (notices, readAt) = (Volatile.Read(ref _notices), time.GetTimestamp());
        var events = await reads.After(tenant, number, JournalLimits.ConsentEventsAtOnce, cancel).ConfigureAwait(false);
        if (events.Count < JournalLimits.ConsentEventsAtOnce)
        {
            _newest[tenant] = (events.Count == 0 ? number : events[^1].Number, readAt, notices);
        }

        return events;
    }

    /// <summary>Number of the last one, for a reader that begins now.</summary>
    public async ValueTask<long> Last(TenantId tenant, CancellationToken cancel) =>
        reads is null ? 0 : await reads.Last(tenant, cancel).ConfigureAwait(false);
}
