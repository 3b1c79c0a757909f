using Orleans.Metadata;
using Orleans.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;

namespace OrleansRisk.Grains;

/// <summary>
/// The way from the edge to the actors where they are grains. References are made by the names of grain and interface:
/// asked by the interface alone, Orleans would read its attributes anew for each.
/// </summary>
internal sealed class ClusterActors(IGrainFactory grains, GrainInterfaceTypeResolver interfaces) : IActors
{
    private readonly GrainInterfaceType _account = interfaces.GetGrainInterfaceType(typeof(IAccountGrain));
    private readonly GrainInterfaceType _tenant = interfaces.GetGrainInterfaceType(typeof(ITenantGrain));

    public IAccount Account(TenantId tenant, AccountKey key) =>
        (IAccount)Reference(GrainTypes.OfAccount, _account, GrainKey.Of(tenant, key));

    public ITenant Tenant(TenantId tenant) => (ITenant)Reference(GrainTypes.OfTenant, _tenant, GrainKey.Of(tenant));

    private IAddressable Reference(GrainType type, GrainInterfaceType contract, in GrainKey key) =>
        grains.GetGrain(GrainId.Create(type, IdSpan.Create(key.ToString())), contract);
}
