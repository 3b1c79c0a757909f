using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Accounts.Days;

/// <summary>What a sweep reads and calls.</summary>
/// <param name="Accounts">Names a tenant's accounts in order of their keys.</param>
/// <param name="Serves">Whether this node may call a tenant's accounts.</param>
public sealed record DaySweepSources(
    ITenantStore Tenants, IDaySweeps Sweeps, IFeedReads Accounts, IActors Actors, Func<TenantId, bool> Serves)
{
    /// <summary>Which of them have ended; null where nobody is told.</summary>
    public IConsentStore? Consents { get; init; }
}
