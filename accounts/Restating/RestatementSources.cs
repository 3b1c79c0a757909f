using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Accounts.Restating;

/// <summary>What rebuilding for a scoring deployment reads and calls.</summary>
/// <param name="Accounts">Names a tenant's accounts in order of their keys.</param>
/// <param name="Serves">Whether this node may call a tenant's accounts.</param>
public sealed record RestatementSources(
    ITenantStore Tenants, ITenantScoringVersions Versions, IRestatements Progress, IFeedReads Accounts, IActors Actors,
    Func<TenantId, bool> Serves);
