using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Engine.Tests.Volatile;

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

    public ValueTask<bool> Update(TenantRow row, CancellationToken cancel)
    {
        lock (_gate)
        {
            var follows = _tenants.TryGetValue(row.Id, out var present)
                && present.Settings.Version == row.Settings.Version - 1;
            if (follows)
            {
                _tenants[row.Id] = row;
            }

            return new ValueTask<bool>(follows);
        }
    }

    public ValueTask AddKey(ApiKeyRow key, CancellationToken cancel)
    {
        lock (_gate)
        {
            _keys.Add(key.Id, key);
            return ValueTask.CompletedTask;
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

    public ValueTask<bool> RevokeKey(TenantId tenant, string id, long at, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_keys.TryGetValue(id, out var key) || key.Tenant != tenant)
            {
                return new ValueTask<bool>(false);
            }

            _keys[id] = key with { RevokedAt = key.RevokedAt ?? at };
            return new ValueTask<bool>(true);
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
