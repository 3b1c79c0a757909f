using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Tenants and API keys in memory.</summary>
internal sealed class VolatileTenants : ITenantStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, TenantRow> _tenants = [];
    private readonly Dictionary<string, ApiKeyRow> _keys = new(StringComparer.Ordinal);

    public ValueTask<TenantRow?> Add(TenantSettings settings, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_tenants.Values.Any(row => row.Settings.Name == settings.Name))
            {
                return new ValueTask<TenantRow?>((TenantRow?)null);
            }

            var row = new TenantRow(new TenantId(_tenants.Count + 1), settings);
            _tenants.Add(row.Id, row);
            return new ValueTask<TenantRow?>(row);
        }
    }

    public ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new ValueTask<TenantRow?>(_tenants.GetValueOrDefault(tenant));
        }
    }

    public ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel)
    {
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<TenantRow>>([.. _tenants.Values]);
        }
    }

    /// <summary>Has an effect stand.</summary>
    public void Apply(TenantEffect effect)
    {
        lock (_gate)
        {
            switch (effect)
            {
                case TenantEffect.SettingsKept kept:
                    _tenants[kept.Row.Id] = kept.Row;
                    break;
                case TenantEffect.TenantMade made:
                    _tenants.Add(made.Row.Id, made.Row);
                    break;
                case TenantEffect.KeyAdded added:
                    _keys.Add(added.Key.Id, added.Key);
                    break;
                case TenantEffect.KeyRevoked revoked:
                    _keys[revoked.Id] = _keys[revoked.Id] with { RevokedAt = revoked.At };
                    break;
                default:
                    throw new NotSupportedException(effect.ToString());
            }
        }
    }

    public ValueTask<ApiKeyRow?> FindKey(string id, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new ValueTask<ApiKeyRow?>(_keys.GetValueOrDefault(id));
        }
    }

    public ValueTask<IReadOnlyList<ApiKeyRow>> Keys(TenantId tenant, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<ApiKeyRow>>([.. _keys.Values.Where(key => key.Tenant == tenant)]);
        }
    }

    public ValueTask<KeyChanges> KeyChanges(long after, CancellationToken cancel)
    {
        lock (_gate)
        {
            // Everything may have changed: a cache over this store holds nothing for long.
            return new ValueTask<KeyChanges>(new KeyChanges(after + 1, [.. _keys.Keys]));
        }
    }
}
