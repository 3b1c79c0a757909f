using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// The tenants as this process knows them, each as of one of its changes. A notice of a later change has it read at
/// once; without one a reading serves for <see cref="TenantLimits.TenantReadingAge"/>, and the next call reads again.
/// </summary>
/// <param name="published">Where reference data are followed with every reading; nowhere if it is null.</param>
public sealed class TenantDirectory(
    ITenantStore store, IKeyRing keys, ITenantScoringVersions versions, TimeProvider time,
    ReferenceDataCache? published = null)
{
    private readonly ConcurrentDictionary<TenantId, TenantContext> _contexts = new();
    private readonly ConcurrentDictionary<TenantId, Lazy<Task<TenantContext?>>> _readings = new();

    /// <summary>Null where there is no such tenant. Answers at once while the reading is young.</summary>
    public ValueTask<TenantContext?> Find(TenantId tenant, CancellationToken cancel) =>
        _contexts.TryGetValue(tenant, out var context)
            && time.GetElapsedTime(context.ReadAt) < TenantLimits.TenantReadingAge
            ? new ValueTask<TenantContext?>(context)
            : Read(tenant, cancel);

    /// <summary>
    /// Reads a tenant that is held here anew, unless the change is known. A reading that was under way may be older
    /// than the change: then it is read once more.
    /// </summary>
    public async ValueTask Follow(TenantId tenant, long sequence)
    {
        try
        {
            for (var reading = 0; reading < 2 && IsBehind(tenant, sequence); reading++)
            {
                await Read(tenant, CancellationToken.None);
            }
        }
        catch (Exception trouble) when (trouble is JournalUnavailableException or KeyUnavailableException
            or ModelUnreadableException or ReferenceDataUnreadableException)
        {
            Forget(tenant); // the next call reads, or is told why not
        }
    }

    /// <summary>Forgets the reading, whose keys may be what is gone.</summary>
    public void Forget(TenantId tenant) => _contexts.TryRemove(tenant, out _);

    private bool IsBehind(TenantId tenant, long sequence) => _contexts.TryGetValue(tenant, out var context)
        ? context.Row.Changes < sequence
        : _readings.ContainsKey(tenant);

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
        if (published is not null)
        {
            await published.Follow(tenant, CancellationToken.None);
        }

        var scoring = await versions.Deployed(tenant, CancellationToken.None);
        var context = new TenantContext(row, pseudonyms, readAt) { Scoring = scoring };
        _contexts[tenant] = context;
        return context;
    }
}
