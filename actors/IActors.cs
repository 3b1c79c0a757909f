using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Actors;

/// <summary>
/// The way from an edge to the actors; one implementation per host. A reference costs nothing, a call activates.
/// </summary>
public interface IActors
{
    IAccount Account(TenantId tenant, AccountKey key);

    ITenant Tenant(TenantId tenant);
}
