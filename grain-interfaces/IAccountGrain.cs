using Orleans.Concurrency;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.GrainInterfaces;

/// <summary>
/// An account on the cluster, under the key <c>t/{tenant}/a/{account key}</c>. The reads of committed state are
/// declared anew, for only an attribute on the grain interface lets them run between the turns of a write that waits
/// for its commit; call them through this interface.
/// </summary>
[Orleans.CodeGeneration.Version(4)]
[Alias("orleansrisk.account")]
public interface IAccountGrain : IAccount, IGrainWithStringKey
{
    /// <inheritdoc cref="IAccount.Describe"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<AccountView>> Describe(Caller caller);

    /// <inheritdoc cref="IAccount.Decision"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<DecidedTransaction>> Decision(Caller caller, long sequence);

    /// <inheritdoc cref="IAccount.Decisions"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<DecisionsPage>> Decisions(Caller caller, DecisionQuery query);

    /// <inheritdoc cref="IAccount.Replay"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<ReplayReport>> Replay(Caller caller, long sequence);

    /// <inheritdoc cref="IAccount.AssessCredit"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<CreditAnswer>> AssessCredit(Caller caller, CreditQuery query);

    /// <inheritdoc cref="IAccount.Counterfactual"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(Caller caller, CounterfactualQuery query);
}
