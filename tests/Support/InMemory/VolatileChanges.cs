using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Changes of tenants in memory, with their effects on the stores in memory: both or neither.</summary>
internal sealed class VolatileChanges(
    VolatileTenants tenants, VolatileModelStore models, VolatileReferenceDataStore reference)
    : ITenantChanges, ITenantWrites
{
    private readonly Lock _gate = new();
    private readonly List<TenantChange> _rows = [];

    public VolatileMaps Maps { get; } = new();

    /// <summary>Told of what is published.</summary>
    public Action<TenantEffect.Published> Told { get; set; } = _ => { };

    /// <summary>What happens between a decision and its commit, once.</summary>
    public Func<ValueTask>? Overtaking { get; set; }

    public ValueTask<IReadOnlyList<TenantChange>> Before(
        TenantId tenant, long before, int limit, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new([.. _rows.Where(row => row.Tenant == tenant && row.Sequence < before)
                .OrderByDescending(row => row.Sequence).Take(limit)]);
        }
    }

    public async ValueTask<bool> Commit(
        TenantChange change, IReadOnlyList<TenantEffect> effects, CancellationToken cancel)
    {
        if (Overtaking is { } overtaking)
        {
            Overtaking = null;
            await overtaking();
        }

        lock (_gate)
        {
            if (_rows.Any(row => row.Tenant == change.Tenant && row.Sequence == change.Sequence))
            {
                return false;
            }

            _rows.Add(change);
            foreach (var effect in effects)
            {
                Apply(effect);
            }

            return true;
        }
    }

    private void Apply(TenantEffect effect)
    {
        switch (effect)
        {
            case TenantEffect.MapKept kept:
                Maps.Apply(kept);
                break;
            case TenantEffect.ModelAdded or TenantEffect.ModelApproved:
                models.Apply(effect);
                break;
            case TenantEffect.Published published:
                reference.Publish(published.Version);
                Told(published);
                break;
            default:
                tenants.Apply(effect);
                break;
        }
    }
}
