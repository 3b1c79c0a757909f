using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Versions;

/// <summary>With which scoring version each tenant's accounts go on.</summary>
public interface ITenantScoringVersions
{
    /// <summary>The one that counts now.</summary>
    ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel);

    /// <summary>
    /// Deployments, the newest first: those whose time is still to come, and behind them the one that counts.
    /// </summary>
    async ValueTask<IReadOnlyList<ScoringDeployment>> Deployed(TenantId tenant, CancellationToken cancel) =>
        [new ScoringDeployment(0, await Of(tenant, cancel).ConfigureAwait(false), 0, 0)];
}
