using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Placement;

/// <summary>The silos that serve a tenant, as this one knows them.</summary>
internal sealed class PoolSilos(ISiloStatusOracle silos, ISiloMetadataCache metadata, PoolMapCache pools)
{
    /// <summary>All of the tenant's pool but this one; none while the tenant moves.</summary>
    public IReadOnlyList<SiloAddress> Others(TenantId tenant) => pools.Current.PoolOf(tenant) is { } pool
        ? [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys
            .Where(silo => !silo.Equals(silos.SiloAddress) && PoolOf(silo) == pool)]
        : [];

    private string? PoolOf(SiloAddress silo) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(Locality.PoolKey, out var pool) ? pool : null;
}
