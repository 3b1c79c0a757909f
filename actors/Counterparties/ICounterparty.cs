using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Actors.Counterparties;

/// <summary>One counterparty of a tenant: what its accounts' records, folded in commit order, say of it.</summary>
public interface ICounterparty
{
    [Requires(Roles.Read | Roles.Analyst)]
    ValueTask<CounterpartyOutcome> Describe(Caller caller);
}

public sealed record CounterpartyOutcome(CounterpartyFigures Figures, Refusal Refusal, UnavailableCause? Cause = null)
    : Reply(Refusal, Cause);
