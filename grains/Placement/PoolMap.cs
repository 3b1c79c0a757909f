using System.Collections.Frozen;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Grains.Placement;

/// <summary>Which pool serves which tenant. Each change has the next epoch.</summary>
internal sealed record PoolMap(long Epoch, FrozenDictionary<TenantId, string> Pools)
{
    public static PoolMap Empty { get; } = new(0, FrozenDictionary<TenantId, string>.Empty);

    /// <summary>Null for an unknown tenant, which is nowhere at home.</summary>
    public string? PoolOf(TenantId tenant) => Pools.GetValueOrDefault(tenant);
}

/// <summary>Where the map is kept.</summary>
internal interface IPoolMapSource
{
    ValueTask<PoolMap> Read(CancellationToken cancel);
}
