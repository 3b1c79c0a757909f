using OrleansRisk.Journal.Feed;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>What a tenant has in force, to read.</summary>
public sealed record TenantStores(
    ITenantStore Tenants, IMapStore Maps, IModelStore Models, IReferenceDataStore Reference, IConsentStore Consents);

/// <summary>All that a tenant actor needs from its host, whichever host that is.</summary>
public sealed record TenantServices(
    TenantStores Stores, TenantDirectory Directory, ITenantScoringVersions Versions, ChangeWriter Changes,
    INodes Nodes, TimeProvider Time)
{
    /// <summary>Where the journal's writers stand, for changes that the feed tells; null where it tells none.</summary>
    public IFeedReads? Feed { get; init; }
}
