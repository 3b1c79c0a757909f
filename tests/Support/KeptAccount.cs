using System.Runtime.CompilerServices;
using OrleansRisk.Accounts;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Tests.Support;

/// <summary>An account of a <see cref="TurnKeeper"/>: checks access, then takes a turn or reads.</summary>
internal sealed class KeptAccount(TurnKeeper keeper, TenantId tenant, AccountKey key) : IAccount
{
    private static readonly Failure NotRecorded = new Failure.Retry(TimeSpan.FromMilliseconds(250), "unexpected");

    public ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch) =>
        Turn(caller, actor => actor.Assess(caller, batch));

    public ValueTask<Outcome<AssessedBatch>> WhatIf(Caller caller, TransactionBatch batch) =>
        Turn(caller, actor => actor.WhatIf(batch));

    public ValueTask<Outcome<BatchCheck>> Check(Caller caller, TransactionBatch batch) =>
        Turn(caller, actor => actor.Check(caller, batch));

    public ValueTask<Outcome<LabelResult>> Label(Caller caller, LabelRequest label) =>
        Turn(caller, actor => actor.Label(label));

    public ValueTask<Outcome<SettingsChange>> ChangeSettings(Caller caller, SettingsRequest settings) =>
        Turn(caller, actor => actor.ChangeSettings(settings));

    public ValueTask<Outcome<DayResult>> CloseDay(Caller caller) => Turn(caller, static actor => actor.CloseDay());

    public ValueTask<Outcome<RebuildResult>> Rebuild(Caller caller, RebuildRequest request) => Read(
        caller, actor => actor.Rebuild(caller, request, part => Turn(caller, _ => part(), nameof(Rebuild))));

    public ValueTask<Outcome<AccountView>> Describe(Caller caller) =>
        Read(caller, static actor => ValueTask.FromResult(actor.Describe()));

    public ValueTask<Outcome<DecidedTransaction>> Decision(Caller caller, long sequence) =>
        Read(caller, actor => actor.Decision(sequence, CancellationToken.None));

    public ValueTask<Outcome<DecisionsPage>> Decisions(Caller caller, DecisionQuery query) =>
        Read(caller, actor => actor.Decisions(query, CancellationToken.None));

    public ValueTask<Outcome<DecisionsPage>> Transactions(Caller caller, TransactionQuery query) =>
        Read(caller, actor => actor.Transactions(query, CancellationToken.None));

    public ValueTask<Outcome<RecordedHistory>> History(Caller caller, long after) =>
        Read(caller, actor => actor.History(after, CancellationToken.None));

    public ValueTask<Outcome<ReplayReport>> Replay(Caller caller, long sequence) =>
        Read(caller, actor => actor.Replay(sequence, CancellationToken.None));

    public ValueTask<Outcome<CreditAnswer>> AssessCredit(Caller caller, CreditQuery query) =>
        Read(caller, actor => actor.AssessCredit(query, CancellationToken.None));

    public ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(Caller caller, CounterfactualQuery query) =>
        Read(caller, actor => actor.Counterfactual(query, CancellationToken.None));

    private ValueTask<Outcome<T>> Turn<T>(
        Caller caller, Func<AccountActor, ValueTask<Outcome<T>>> take, [CallerMemberName] string method = "") =>
        Permits(caller, method)
            ? keeper.Turn((tenant, key), take, NotRecorded, new Failure.Unknown())
            : new(new Failure.Denied());

    private ValueTask<Outcome<T>> Read<T>(
        Caller caller, Func<AccountActor, ValueTask<Outcome<T>>> read, [CallerMemberName] string method = "") =>
        Permits(caller, method) ? keeper.Read((tenant, key), read) : new(new Failure.Denied());

    private bool Permits(Caller caller, [CallerMemberName] string method = "") =>
        AccessRules.Permits(caller, AccessRules.Of(typeof(IAccount), method), tenant);
}

/// <summary>A tenant of a <see cref="TurnKeeper"/>.</summary>
internal sealed class KeptTenant(TenantActor actor, TenantId tenant) : ITenant
{
    public ValueTask<Outcome<TenantSettings>> Describe(Caller caller) =>
        Call(caller, () => actor.Describe(CancellationToken.None));

    public ValueTask<Outcome<TenantSettings>> Configure(Caller caller, TenantSettings settings) =>
        Call(caller, () => actor.Configure(caller, settings, CancellationToken.None));

    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request) =>
        Call(caller, () => actor.IssueKey(caller, request, CancellationToken.None));

    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId) =>
        Call(caller, () => actor.RevokeKey(caller, keyId, CancellationToken.None));

    public ValueTask<Outcome<int>> KeepMap(Caller caller, MapUpload map) =>
        Call(caller, () => actor.Rules.KeepMap(caller, map, CancellationToken.None));

    public ValueTask<Outcome<int>> AddModel(Caller caller, ModelUpload model) =>
        Call(caller, () => actor.Models.Add(caller, model, CancellationToken.None));

    public ValueTask<Outcome<int>> ApproveModel(Caller caller, string hash) =>
        Call(caller, () => actor.Models.Approve(caller, hash, CancellationToken.None));

    public ValueTask<Outcome<int>> DeployModels(Caller caller, DeploymentRequest request) =>
        Call(caller, () => actor.Models.Deploy(caller, request, CancellationToken.None));

    public ValueTask<Outcome<int>> RollBackModels(Caller caller, int? to) =>
        Call(caller, () => actor.Models.RollBack(caller, to, CancellationToken.None));

    public ValueTask<Outcome<int>> ProposeScoring(Caller caller, int scoringVersion) =>
        Call(caller, () => actor.Scoring.Propose(caller, scoringVersion, CancellationToken.None));

    public ValueTask<Outcome<int>> ApproveScoring(Caller caller, int proposal, long? from) =>
        Call(caller, () => actor.Scoring.Approve(caller, proposal, from, CancellationToken.None));

    public ValueTask<Outcome<int>> RollBackScoring(Caller caller, int? to) =>
        Call(caller, () => actor.Scoring.RollBack(caller, to, CancellationToken.None));

    public ValueTask<Outcome<int>> KeepCategoryRules(Caller caller, CategoryRulesUpload rules) =>
        Call(caller, () => actor.Rules.KeepCategoryRules(caller, rules, CancellationToken.None));

    public ValueTask<Outcome<bool>> GiveConsent(Caller caller, ConsentUpload consent) =>
        Call(caller, () => actor.Consents.Give(caller, consent, CancellationToken.None));

    public ValueTask<Outcome<bool>> RevokeConsent(Caller caller, string consent) =>
        Call(caller, () => actor.Consents.Revoke(caller, consent, CancellationToken.None));

    public ValueTask<Outcome<int>> ExpireConsents(Caller caller) =>
        Call(caller, () => actor.Consents.Expire(caller, CancellationToken.None));

    public ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request) =>
        Call(caller, () => actor.LeaseLines(request, CancellationToken.None));

    public ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller) =>
        Call(caller, () => actor.Keys(CancellationToken.None));

    private async ValueTask<Outcome<T>> Call<T>(
        Caller caller, Func<ValueTask<Outcome<T>>> call, [CallerMemberName] string method = "")
    {
        if (!AccessRules.Permits(caller, AccessRules.Of(typeof(ITenant), method), tenant))
        {
            return new Failure.Denied();
        }

        try
        {
            return await call();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Failure.Retry(TimeSpan.FromMilliseconds(250), "unexpected");
        }
    }
}
