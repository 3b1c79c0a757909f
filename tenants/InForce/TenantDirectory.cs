using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// The tenants as this process knows them. A reading serves for <see cref="TenantLimits.TenantReadingAge"/>; then the
/// next call reads again, so a change made elsewhere is followed within that time.
/// </summary>
public sealed class TenantDirectory(
    ITenantStore store, IKeyRing keys, ITenantScoringVersions versions, TimeProvider time, IThresholds? thresholds =
    null)
{
    private readonly ConcurrentDictionary<TenantId, TenantContext> _contexts = new();
    private readonly ConcurrentDictionary<TenantId, Lazy<Task<TenantContext?>>> _readings = new();

    /// <summary>Null where there is no such tenant. Answers at once while the reading is young.</summary>
    public ValueTask<TenantContext?> Find(TenantId tenant, CancellationToken cancel) =>
        _contexts.TryGetValue(tenant, out var context)
            && time.GetElapsedTime(context.ReadAt) < TenantLimits.TenantReadingAge
            ? new ValueTask<TenantContext?>(context)
            : Read(tenant, cancel);

    /// <summary>Forgets the reading, after a change made here.</summary>
    public void Forget(TenantId tenant) => _contexts.TryRemove(tenant, out _);

    /// <summary>
    /// However many ask at once, the store is read once: otherwise every account under way would read its tenant at the
    /// moment the reading grows old.
    /// </summary>
    private async ValueTask<TenantContext?> Read(TenantId tenant, CancellationToken cancel)
    {
        var reading = _readings.GetOrAdd(tenant, id => new Lazy<Task<TenantContext?>>(() => ReadStore(id)));
        try
        {
            return await reading.Value.WaitAsync(cancel);
        }
        finally
        {
            _readings.TryRemove(KeyValuePair.Create(tenant, reading));
        }
    }

    private async Task<TenantContext?> ReadStore(TenantId tenant)
    {
        var readAt = time.GetTimestamp();
        var row = await store.Find(tenant, CancellationToken.None);
        if (row is null)
        {
            // tenants are few and numbered by the store: no key of a caller's making stays here
            _contexts.TryRemove(tenant, out _);
            return null;
        }

        var pseudonyms = await keys.Pseudonyms(tenant, CancellationToken.None);
        if (thresholds is not null)
        {
            await thresholds.Follow(tenant, row.Settings.ReviewAt, row.Settings.DeclineAt, CancellationToken.None);
        }

        var scoringVersion = await versions.Of(tenant, CancellationToken.None);
        var context = new TenantContext(row, pseudonyms, readAt) { ScoringVersion = scoringVersion };
        _contexts[tenant] = context;
        return context;
    }
}
