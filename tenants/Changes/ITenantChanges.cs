using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Changes;

/// <summary>The numbered list of a tenant's changes.</summary>
public interface ITenantChanges
{
    /// <summary>The newest first, before a number.</summary>
    ValueTask<IReadOnlyList<TenantChange>> Before(
        TenantId tenant, long before, int limit, CancellationToken cancel);
}
