using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterparties;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Tenants.Counterparties;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Grains.Counterparties;

/// <summary>Hosts a counterparty's actor, which reads published figures and keeps nothing.</summary>
[GrainType(GrainTypes.Counterparty)]
[TenantPoolPlacement]
internal sealed class CounterpartyGrain : Grain, ICounterpartyGrain
{
    private readonly GrainCallee _callee;
    private readonly CounterpartyActor _actor;

    public CounterpartyGrain(IPublished published, GrainCallee callee)
    {
        _ = GrainKey.TryParse(this.GetPrimaryKeyString(), out var key);
        (_callee, _actor) = (callee, new CounterpartyActor(published, key.Tenant, key.CounterpartyHash));
    }

    public ValueTask<CounterpartyOutcome> Describe(Caller caller) =>
        _callee.Answer(this, static (actor, _) => actor.Describe(), _actor, 0);
}
