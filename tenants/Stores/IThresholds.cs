using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Policies;

namespace OrleansRisk.Tenants.Stores;

/// <summary>Where a tenant's thresholds become the numbered policy that accounts read and records name.</summary>
public interface IThresholds
{
    /// <summary>
    /// Publishes thresholds under the next number, or does nothing where the newest policy has these already.
    /// </summary>
    ValueTask<Policy> Publish(TenantId tenant, short reviewAt, short declineAt, CancellationToken cancel);

    /// <summary>
    /// Takes over the newest thresholds, wherever they were published; where none ever were, publishes these, which the
    /// tenant was made with. Safe with settings that are not the newest any more. Other versions kept beside them
    /// are taken over, too.
    /// </summary>
    ValueTask Follow(TenantId tenant, short reviewAt, short declineAt, CancellationToken cancel) =>
        ValueTask.CompletedTask;
}
