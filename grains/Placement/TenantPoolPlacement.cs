using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Placement;

/// <summary>Places a grain on silos of its tenant's pool only.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TenantPoolPlacementAttribute() : PlacementFilterAttribute(new TenantPoolStrategy());

internal sealed class TenantPoolStrategy() : PlacementFilterStrategy(order: 0);

/// <summary>
/// Keeps the silos whose metadata name the tenant's pool and our region. An unknown tenant, a malformed key and a
/// silo without metadata leave no candidate: the call fails, rather than a grain waking in a wrong place.
/// </summary>
internal sealed class TenantPoolDirector(PoolMapCache pools, Locality here, ISiloMetadataCache metadata)
    : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        if (!GrainKey.TryParse(target.GrainIdentity.Key.ToString(), out var key)
            || pools.Current.PoolOf(key.Tenant) is not { } pool)
        {
            return [];
        }

        return silos.Where(silo => Is(silo, Locality.PoolKey, pool) && Is(silo, Locality.RegionKey, here.Region));
    }

    private bool Is(SiloAddress silo, string name, string value) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(name, out var actual)
        && string.Equals(actual, value, StringComparison.Ordinal);
}
