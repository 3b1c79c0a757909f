using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Versions;

/// <summary>With which scoring version each tenant's accounts go on.</summary>
public interface ITenantScoringVersions
{
    ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel);
}
