using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Placement;

/// <summary>Who is at home on this silo, by the map in memory.</summary>
internal sealed class PoolHome(PoolMapCache pools, Locality here)
{
    public bool Has(TenantId tenant) =>
        string.Equals(pools.Current.PoolOf(tenant), here.Pool, StringComparison.Ordinal);
}
