using OrleansRisk.Engine.Feed;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Days;

/// <summary>What a sweep reads and calls.</summary>
/// <param name="Accounts">Names a tenant's accounts in order of their keys.</param>
/// <param name="Serves">Whether this node may call a tenant's accounts.</param>
public sealed record DaySweepSources(
    ITenantStore Tenants, IDaySweeps Sweeps, IFeedReads Accounts, IActors Actors, Func<TenantId, bool> Serves);
