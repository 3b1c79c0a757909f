using System.Collections.Frozen;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>A pool map that a test changes at will; each change has the next epoch.</summary>
internal sealed class MovablePools(params (int Tenant, string Pool)[] pools) : IPoolMapSource
{
    private volatile PoolMap _map = new(1, pools.ToFrozenDictionary(each =>
        new TenantId(each.Tenant), each => each.Pool));

    public PoolMap Map => _map;

    public void Move(int tenant, string pool)
    {
        var moved = new Dictionary<TenantId, string>(
            _map.Places.Select(place => KeyValuePair.Create(place.Key, place.Value.Pool)))
        {
            [new TenantId(tenant)] = pool,
        };
        _map = new PoolMap(_map.Epoch + 1, moved.ToFrozenDictionary());
    }

    public ValueTask<PoolMap> Read(CancellationToken cancel) => ValueTask.FromResult(_map);
}
