using OrleansRisk.Core.Policies;

namespace OrleansRisk.Engine.Tenants;

/// <summary>Where a tenant's thresholds become the numbered policy that accounts read and records name.</summary>
public interface IThresholds
{
    /// <summary>Publishes thresholds under the next number, or does nothing where the newest policy has these already.</summary>
    ValueTask<Policy> Publish(TenantId tenant, short reviewAt, short declineAt, CancellationToken cancel);
}
