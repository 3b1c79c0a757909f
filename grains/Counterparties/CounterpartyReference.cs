using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterparties;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;

namespace OrleansRisk.Grains.Counterparties;

/// <summary>A counterparty as the edge sees it.</summary>
internal sealed class CounterpartyReference(ICounterpartyGrain grain, GrainKey key, GrainCalls calls) : ICounterparty
{
    private static readonly ContractMethod DescribeMethod =
        ContractMethod.Of(typeof(ICounterparty), nameof(ICounterparty.Describe));

    public ValueTask<CounterpartyOutcome> Describe(Caller caller) =>
        calls.Make(grain, key, DescribeMethod, caller, 0, static (grain, caller, _) => grain.Describe(caller));
}
