using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Upgrades;

/// <summary>With which fold each tenant's accounts go on.</summary>
public interface ITenantFolds
{
    ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel);
}
