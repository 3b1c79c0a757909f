using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Counterparties;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine;

/// <summary>
/// The way from an edge to the actors; one implementation per host. A reference costs nothing, a call activates.
/// </summary>
public interface IActors
{
    IAccount Account(TenantId tenant, AccountKey key);

    ICounterparty Counterparty(TenantId tenant, ulong counterparty);

    ITenant Tenant(TenantId tenant);
}
