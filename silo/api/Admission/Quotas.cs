using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Streaming;

namespace OrleansRisk.Api.Admission;

/// <summary>
/// Lines a second that tenants and keys may send to this process; history has a bound of its own. A second's worth may
/// come at once, then each waits for its turn.
/// </summary>
internal sealed class Quotas(TimeProvider time)
{
    private readonly ConcurrentDictionary<(TenantId, IngestMode), Bucket> _tenants = new();
    private readonly ConcurrentDictionary<string, Bucket> _keys = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes one line's worth where it is there, and nothing otherwise; how long until it will be, zero where it was
    /// taken.
    /// </summary>
    public TimeSpan Take(Upload upload)
    {
        var rates = upload.Rates;
        if (rates.IsFree)
        {
            return TimeSpan.Zero;
        }

        var now = time.GetTimestamp();
        var tenant = rates.Tenant == 0 ? null
            : _tenants.GetOrAdd((upload.Tenant, upload.Ingest), static _ => new Bucket());
        var key = rates.Key == 0 ? null : Of(upload.KeyId);
        var wait = Longer(tenant?.Wait(now, rates.Tenant, time), key?.Wait(now, rates.Key, time));
        if (wait == TimeSpan.Zero)
        {
            tenant?.Take(now, rates.Tenant, time);
            key?.Take(now, rates.Key, time);
        }

        return wait;
    }

    private Bucket Of(string key)
    {
        if (_keys.Count >= Limits.CredentialsMax)
        {
            _keys.Clear(); // rare; each key begins with a second's worth again
        }

        return _keys.GetOrAdd(key, static _ => new Bucket());
    }

    private static TimeSpan Longer(TimeSpan? one, TimeSpan? other) =>
        (one ?? TimeSpan.Zero) > (other ?? TimeSpan.Zero) ? one!.Value : other ?? TimeSpan.Zero;

    /// <summary>
    /// Counts by the time at which all that was taken is earned: one number, which no idle time piles up.
    /// </summary>
    private sealed class Bucket
    {
        private readonly Lock _gate = new();
        private long _earnedAt = long.MinValue;

        public TimeSpan Wait(long now, int rate, TimeProvider time)
        {
            lock (_gate)
            {
                var ahead = Math.Max(_earnedAt, now) + Cost(rate, time) - now - time.TimestampFrequency;
                return ahead <= 0 ? TimeSpan.Zero
                    : TimeSpan.FromMilliseconds(Math.Ceiling(time.GetElapsedTime(0, ahead).TotalMilliseconds));
            }
        }

        public void Take(long now, int rate, TimeProvider time)
        {
            lock (_gate)
            {
                _earnedAt = Math.Max(_earnedAt, now) + Cost(rate, time);
            }
        }

        private static long Cost(int rate, TimeProvider time) => Math.Max(1, time.TimestampFrequency / rate);
    }
}

/// <summary>Lines a second; 0 for no bound.</summary>
internal readonly record struct Rates(int Tenant, int Key)
{
    public bool IsFree => Tenant == 0 && Key == 0;

    public static Rates Of(TenantSettings settings, int key, IngestMode ingest) => new(
        ingest == IngestMode.History ? settings.HistoryLinesPerSecond : settings.LinesPerSecond, key);
}
