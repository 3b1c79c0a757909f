using Orleans.Metadata;
using Orleans.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Accounts;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Tenants;

namespace OrleansRisk.Grains;

/// <summary>
/// The way from the edge to the actors where they are grains. References are made by the names of grain and interface:
/// asked by the interface alone, Orleans would read its attributes anew for each.
/// </summary>
internal sealed class ClusterActors(IGrainFactory grains, GrainInterfaceTypeResolver interfaces, GrainCalls calls)
    : IActors
{
    private readonly GrainInterfaceType _account = interfaces.GetGrainInterfaceType(typeof(IAccountGrain));
    private readonly GrainInterfaceType _tenant = interfaces.GetGrainInterfaceType(typeof(ITenantGrain));

    public IAccount Account(TenantId tenant, AccountKey key)
    {
        var grain = GrainKey.Of(tenant, key);
        return new AccountReference((IAccountGrain)Reference(GrainTypes.OfAccount, _account, grain), grain, calls);
    }

    public ITenant Tenant(TenantId tenant)
    {
        var grain = GrainKey.Of(tenant);
        return new TenantReference((ITenantGrain)Reference(GrainTypes.OfTenant, _tenant, grain), grain, calls);
    }

    private IAddressable Reference(GrainType type, GrainInterfaceType contract, in GrainKey key) =>
        grains.GetGrain(GrainId.Create(type, IdSpan.Create(key.ToString())), contract);
}
