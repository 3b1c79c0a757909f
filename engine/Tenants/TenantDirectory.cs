using System.Collections.Concurrent;
using OrleansRisk.Engine.Sealing;

namespace OrleansRisk.Engine.Tenants;

/// <summary>
/// The tenants as this process knows them. A reading serves for <see cref="Limits.TenantReadingAge"/>; then the next
/// call reads again, so a change made elsewhere is followed within that time.
/// </summary>
public sealed class TenantDirectory(
    ITenantStore store, IKeyRing keys, TimeProvider time, IThresholds? thresholds = null)
{
    private readonly ConcurrentDictionary<TenantId, TenantContext> _contexts = new();

    /// <summary>Null where there is no such tenant. Answers at once while the reading is young.</summary>
    public ValueTask<TenantContext?> Find(TenantId tenant, CancellationToken cancel) =>
        _contexts.TryGetValue(tenant, out var context) && time.GetElapsedTime(context.ReadAt) < Limits.TenantReadingAge
            ? new ValueTask<TenantContext?>(context)
            : Read(tenant, cancel);

    /// <summary>Forgets the reading, after a change made here.</summary>
    public void Forget(TenantId tenant) => _contexts.TryRemove(tenant, out _);

    private async ValueTask<TenantContext?> Read(TenantId tenant, CancellationToken cancel)
    {
        var readAt = time.GetTimestamp();
        var row = await store.Find(tenant, cancel);
        if (row is null)
        {
            // tenants are few and numbered by the store: no key of a caller's making stays here
            _contexts.TryRemove(tenant, out _);
            return null;
        }

        var pseudonyms = await keys.Pseudonyms(tenant, cancel);
        if (thresholds is not null)
        {
            await thresholds.Follow(tenant, row.Settings.ReviewAt, row.Settings.DeclineAt, cancel);
        }

        var context = new TenantContext(row, pseudonyms, readAt);
        _contexts[tenant] = context;
        return context;
    }
}
