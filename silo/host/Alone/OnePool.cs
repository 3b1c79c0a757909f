using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Alone;

/// <summary>The map of a host alone: every tenant is at home in its pool.</summary>
internal sealed class OnePool(string pool) : IPoolMapSource
{
    private readonly PoolMap _map = PoolMap.OfOne(pool);

    public ValueTask<PoolMap> Read(CancellationToken cancel) => ValueTask.FromResult(_map);
}
