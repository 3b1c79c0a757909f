using System.Collections.Frozen;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Placement;

/// <summary>Where a tenant is at home, and where it is moving to, if it is.</summary>
/// <param name="Pool">Serves it; while it moves, nobody does.</param>
/// <param name="MovingTo">Will serve it.</param>
/// <param name="MovingSince">Epoch from which the old pool serves it no more.</param>
internal sealed record TenantPlace(string Pool, string? MovingTo = null, long MovingSince = 0);

/// <summary>Which pool serves which tenant. Each change has the next epoch.</summary>
/// <param name="Epoch">Of this map.</param>
/// <param name="Places">Of every tenant.</param>
/// <param name="DefaultPool">Of tenants yet to be made.</param>
/// <param name="Addresses">Where HTTP of each pool is answered.</param>
internal sealed record PoolMap(
    long Epoch, FrozenDictionary<TenantId, TenantPlace> Places, string DefaultPool,
    FrozenDictionary<string, string> Addresses)
{
    public PoolMap(long epoch, FrozenDictionary<TenantId, string> pools)
        : this(
            epoch, pools.ToFrozenDictionary(pool => pool.Key, pool => new TenantPlace(pool.Value)), "main",
            FrozenDictionary<string, string>.Empty)
    {
    }

    public static PoolMap Empty { get; } = new(0, FrozenDictionary<TenantId, string>.Empty);

    /// <summary>Where every tenant is at home that has no place of its own; null if none is.</summary>
    public string? OnlyPool { get; private init; }

    /// <summary>The map if there is but one pool.</summary>
    public static PoolMap OfOne(string pool) => new(1, FrozenDictionary<TenantId, string>.Empty) { OnlyPool = pool };

    /// <summary>Null for an unknown tenant and for one on its way, which are nowhere at home.</summary>
    public string? PoolOf(TenantId tenant) => !Places.TryGetValue(tenant, out var place) ? OnlyPool
        : place.MovingTo is null ? place.Pool : null;

    public bool IsMoving(TenantId tenant) =>
        Places.TryGetValue(tenant, out var place) && place.MovingTo is not null;

    public IEnumerable<TenantId> TenantsOf(string pool) =>
        Places.Where(place => place.Value.Pool == pool && place.Value.MovingTo is null).Select(place => place.Key);
}

/// <summary>Where the map is kept.</summary>
internal interface IPoolMapSource
{
    ValueTask<PoolMap> Read(CancellationToken cancel);
}
