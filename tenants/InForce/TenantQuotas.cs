using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Counts what a tenant and its keys may send, over the whole cluster, and hands it to silos in leases of a tenth of a
/// second's worth. A line counts when it is leased, so silos together take no more than the quota and what they hold. A
/// second's worth may come at once; idle time is not saved up. Used by one turn at a time.
/// </summary>
internal sealed class TenantQuotas(TimeProvider time)
{
    private readonly Dictionary<(string Key, bool History), long> _earnedAt = [];

    /// <summary>Names these counts: others know nothing of what was leased from them.</summary>
    public long Source { get; } = Random.Shared.NextInt64(1, long.MaxValue);

    /// <param name="rate">Lines a second, 1 or more.</param>
    public (int Lines, int WaitMs) Lease(QuotaRequest request, int rate)
    {
        var (now, second) = (time.GetTimestamp(), time.TimestampFrequency);
        var cost = Math.Max(1, second / rate);
        var place = (request.Key, request.Key.Length == 0 && request.History);
        if (_earnedAt.Count >= TenantLimits.QuotasMax)
        {
            _earnedAt.Clear(); // rare; each begins with a second's worth again
        }

        // The time at which all that was leased is earned: one number, which no idle time piles up.
        var earnedAt = Math.Max(_earnedAt.GetValueOrDefault(place, now), now);
        if (request.Source != Source)
        {
            // Leased by counts that were lost: without this a new activation would give a second's worth once more.
            earnedAt = Math.Min(earnedAt + (Math.Min(request.Recent, rate) * cost), now + second);
        }

        var free = now + second - earnedAt;
        var lines = (int)Math.Min(free / cost, Math.Max(1, rate / TenantLimits.LeasesPerSecond));
        _earnedAt[place] = earnedAt + (lines * cost);
        return lines > 0 ? (lines, 0) : (0, Milliseconds(cost - free));
    }

    private int Milliseconds(long ticks) => (int)Math.Ceiling(time.GetElapsedTime(0, ticks).TotalMilliseconds);
}
