using System.Collections.Concurrent;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// Lines a second that tenants and keys may send to the cluster; history has a bound of its own. The tenant counts, and
/// leases lines to its silos. A second's worth may come at once, then each waits for its turn.
/// </summary>
internal sealed class Quotas(IActors actors, TimeProvider time)
{
    private readonly ConcurrentDictionary<(TenantId, IngestMode), LeasedLines> _tenants = new();
    private readonly ConcurrentDictionary<string, LeasedLines> _keys = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes one line's worth where it is there, and nothing otherwise; how long until it will be, zero where it was
    /// taken.
    /// </summary>
    public ValueTask<TimeSpan> Take(Upload upload) => upload.Rates.IsFree ? default : Take(upload, upload.Rates);

    private async ValueTask<TimeSpan> Take(Upload upload, Rates rates)
    {
        var tenant = rates.Tenant == 0 ? null : OfTenant(upload);
        if (tenant is not null && await tenant.Take(upload.Caller, rates.Tenant) is { Ticks: > 0 } wait)
        {
            return wait;
        }

        var late = rates.Key == 0 ? TimeSpan.Zero : await OfKey(upload).Take(upload.Caller, rates.Key);
        if (late > TimeSpan.Zero)
        {
            tenant?.Return();
        }

        return late;
    }

    private LeasedLines OfTenant(Upload upload) => _tenants.GetOrAdd(
        (upload.Tenant, upload.Ingest),
        static (place, parts) =>
            new LeasedLines(parts.actors, "", place.Item2 == IngestMode.History, parts.time), (actors, time));

    private LeasedLines OfKey(Upload upload)
    {
        if (_keys.Count >= Limits.CredentialsMax)
        {
            _keys.Clear(); // rare; each key asks for a lease again
        }

        return _keys.GetOrAdd(
            upload.KeyId, static (key, parts) => new LeasedLines(parts.actors, key, history: false, parts.time),
            (actors, time));
    }
}

/// <summary>Lines a second; 0 for no bound.</summary>
internal readonly record struct Rates(int Tenant, int Key)
{
    public bool IsFree => Tenant == 0 && Key == 0;

    public static Rates Of(TenantSettings settings, int key, IngestMode ingest) => new(
        ingest == IngestMode.History ? settings.HistoryLinesPerSecond : settings.LinesPerSecond, key);
}
