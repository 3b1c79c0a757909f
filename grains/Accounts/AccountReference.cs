using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;

namespace OrleansRisk.Grains.Accounts;

/// <summary>
/// An account as the edge sees it: every method goes through the one door of <see cref="GrainCalls"/>.
/// </summary>
internal sealed class AccountReference(IAccountGrain grain, GrainKey key, GrainCalls calls) : IAccount
{
    private static readonly ContractMethod AssessMethod = ContractMethod.Of(typeof(IAccount), nameof(IAccount.Assess));
    private static readonly ContractMethod WhatIfMethod = ContractMethod.Of(typeof(IAccount), nameof(IAccount.WhatIf));
    private static readonly ContractMethod LabelMethod = ContractMethod.Of(typeof(IAccount), nameof(IAccount.Label));
    private static readonly ContractMethod SettingsMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.ChangeSettings));
    private static readonly ContractMethod CloseDayMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.CloseDay));
    private static readonly ContractMethod DescribeMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.Describe));
    private static readonly ContractMethod DecisionMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.Decision));
    private static readonly ContractMethod DecisionsMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.Decisions));
    private static readonly ContractMethod ReplayMethod = ContractMethod.Of(typeof(IAccount), nameof(IAccount.Replay));
    private static readonly ContractMethod CreditMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.AssessCredit));
    private static readonly ContractMethod CounterfactualMethod = ContractMethod.Of(
        typeof(IAccount), nameof(IAccount.Counterfactual));

    public ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch) =>
        calls.Make(
            grain, key, AssessMethod, caller, batch, static (grain, caller, batch) => grain.Assess(caller, batch));

    public ValueTask<Outcome<AssessedBatch>> WhatIf(Caller caller, TransactionBatch batch) =>
        calls.Make(
            grain, key, WhatIfMethod, caller, batch, static (grain, caller, batch) => grain.WhatIf(caller, batch));

    public ValueTask<Outcome<LabelResult>> Label(Caller caller, LabelRequest label) =>
        calls.Make(grain, key, LabelMethod, caller, label, static (grain, caller, label) => grain.Label(caller, label));

    public ValueTask<Outcome<SettingsChange>> ChangeSettings(Caller caller, SettingsRequest settings) => calls.Make(
        grain, key, SettingsMethod, caller, settings,
        static (grain, caller, settings) => grain.ChangeSettings(caller, settings));

    public ValueTask<Outcome<DayResult>> CloseDay(Caller caller) =>
        calls.Make(grain, key, CloseDayMethod, caller, 0, static (grain, caller, _) => grain.CloseDay(caller));

    public ValueTask<Outcome<AccountView>> Describe(Caller caller) =>
        calls.Make(grain, key, DescribeMethod, caller, 0, static (grain, caller, _) => grain.Describe(caller));

    public ValueTask<Outcome<DecidedTransaction>> Decision(Caller caller, long sequence) =>
        calls.Make(
            grain, key, DecisionMethod, caller, sequence, static (grain, caller, at) => grain.Decision(caller, at));

    public ValueTask<Outcome<DecisionsPage>> Decisions(Caller caller, DecisionQuery query) =>
        calls.Make(
            grain, key, DecisionsMethod, caller, query, static (grain, caller, page) => grain.Decisions(caller, page));

    public ValueTask<Outcome<ReplayReport>> Replay(Caller caller, long sequence) =>
        calls.Make(grain, key, ReplayMethod, caller, sequence, static (grain, caller, at) => grain.Replay(caller, at));

    public ValueTask<Outcome<CreditAnswer>> AssessCredit(Caller caller, CreditQuery query) => calls.Make(
        grain, key, CreditMethod, caller, query, static (grain, caller, loan) => grain.AssessCredit(caller, loan));

    public ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(
        Caller caller, CounterfactualQuery query) => calls.Make(
        grain, key, CounterfactualMethod, caller, query,
        static (grain, caller, what) => grain.Counterfactual(caller, what));
}
