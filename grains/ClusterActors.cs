using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Counterparties;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Accounts;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Counterparties;
using OrleansRisk.Grains.Tenants;

namespace OrleansRisk.Grains;

/// <summary>The way from the edge to the actors where they are grains.</summary>
internal sealed class ClusterActors(IGrainFactory grains, GrainCalls calls) : IActors
{
    public IAccount Account(TenantId tenant, AccountKey key)
    {
        var grain = GrainKey.Of(tenant, key);
        return new AccountReference(grains.GetGrain<IAccountGrain>(grain.ToString()), grain, calls);
    }

    public ICounterparty Counterparty(TenantId tenant, ulong counterparty)
    {
        var grain = GrainKey.Of(tenant, counterparty);
        return new CounterpartyReference(grains.GetGrain<ICounterpartyGrain>(grain.ToString()), grain, calls);
    }

    public ITenant Tenant(TenantId tenant)
    {
        var grain = GrainKey.Of(tenant);
        return new TenantReference(grains.GetGrain<ITenantGrain>(grain.ToString()), grain, calls);
    }
}
