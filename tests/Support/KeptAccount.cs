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
    private static readonly AssessOutcome NotRecorded =
        new AssessOutcome.NotRecorded(TimeSpan.FromMilliseconds(250), "unexpected");

    public ValueTask<AssessOutcome> Assess(Caller caller, TransactionBatch batch) => Permits(caller)
        ? keeper.Turn((tenant, key), actor => actor.Assess(caller, batch), NotRecorded, new AssessOutcome.Unknown())
        : new(new AssessOutcome.Denied());

    public ValueTask<AssessOutcome> WhatIf(Caller caller, TransactionBatch batch) => Permits(caller)
        ? keeper.Turn((tenant, key), actor => actor.WhatIf(batch), NotRecorded, NotRecorded)
        : new(new AssessOutcome.Denied());

    public ValueTask<LabelOutcome> Label(Caller caller, LabelRequest label) => Turn(
        caller, actor => actor.Label(label), static refusal =>
            new LabelOutcome(refusal == Refusal.Retry ? LabelResult.NotRecorded : LabelResult.None, refusal));

    public ValueTask<SettingsOutcome> ChangeSettings(Caller caller, SettingsRequest settings) => Turn(
        caller, actor => actor.ChangeSettings(settings), static refusal => new SettingsOutcome(
            refusal == Refusal.Retry ? SettingsResult.NotRecorded : SettingsResult.None, null, refusal));

    public ValueTask<DayOutcome> CloseDay(Caller caller) => Turn(
        caller, static actor => actor.CloseDay(), static refusal =>
            new DayOutcome(refusal == Refusal.Retry ? DayResult.NotRecorded : DayResult.None, refusal));

    public ValueTask<DescribeOutcome> Describe(Caller caller) => Read(
        caller, static actor => ValueTask.FromResult(actor.Describe()),
        static refusal => new DescribeOutcome(null, refusal));

    public ValueTask<DecisionOutcome> Decision(Caller caller, long sequence) => Read(
        caller, actor => actor.Decision(sequence, CancellationToken.None),
        static refusal => new DecisionOutcome(null, refusal));

    public ValueTask<DecisionsOutcome> Decisions(Caller caller, DecisionQuery query) => Read(
        caller, actor => actor.Decisions(query, CancellationToken.None),
        static refusal => new DecisionsOutcome([], HasMore: false, refusal));

    public ValueTask<ReplayOutcome> Replay(Caller caller, long sequence) => Read(
        caller, actor => actor.Replay(sequence, CancellationToken.None),
        static refusal => new ReplayOutcome(null, refusal));

    public ValueTask<CreditOutcome> AssessCredit(Caller caller, CreditQuery query) => Read(
        caller, actor => actor.AssessCredit(query, CancellationToken.None),
        static refusal => new CreditOutcome(CreditResult.None, null, refusal));

    public ValueTask<CounterfactualOutcome> Counterfactual(Caller caller, CounterfactualQuery query) => Read(
        caller, actor => actor.Counterfactual(query, CancellationToken.None),
        static refusal => new CounterfactualOutcome(null, refusal));

    private ValueTask<TOutcome> Turn<TOutcome>(
        Caller caller, Func<AccountActor, ValueTask<TOutcome>> take, Func<Refusal, TOutcome> refused,
        [CallerMemberName] string method = "") => Permits(caller, method)
            ? keeper.Turn((tenant, key), take, refused(Refusal.Retry), refused(Refusal.Retry))
            : new(refused(Refusal.Denied));

    private ValueTask<TOutcome> Read<TOutcome>(
        Caller caller, Func<AccountActor, ValueTask<TOutcome>> read, Func<Refusal, TOutcome> refused,
        [CallerMemberName] string method = "") => Permits(caller, method)
            ? keeper.Read((tenant, key), read)
            : new(refused(Refusal.Denied));

    private bool Permits(Caller caller, [CallerMemberName] string method = "") =>
        AccessRules.Permits(caller, AccessRules.Of(typeof(IAccount), method), tenant);
}

/// <summary>A tenant of a <see cref="TurnKeeper"/>.</summary>
internal sealed class KeptTenant(TenantActor actor, TenantId tenant) : ITenant
{
    public ValueTask<TenantOutcome> Describe(Caller caller) => Call(
        caller, () => actor.Describe(CancellationToken.None), static refusal => new TenantOutcome(null, refusal));

    public ValueTask<TenantOutcome> Configure(Caller caller, TenantSettings settings) => Call(
        caller, () => actor.Configure(settings, CancellationToken.None),
        static refusal => new TenantOutcome(null, refusal));

    public ValueTask<KeyOutcome> IssueKey(Caller caller, KeyRequest request) => Call(
        caller, () => actor.IssueKey(caller, request, CancellationToken.None),
        static refusal => new KeyOutcome(null, refusal));

    public ValueTask<KeyOutcome> RevokeKey(Caller caller, string keyId) => Call(
        caller, () => actor.RevokeKey(caller, keyId, CancellationToken.None),
        static refusal => new KeyOutcome(null, refusal));

    public ValueTask<QuotaOutcome> LeaseLines(Caller caller, QuotaRequest request) => Call(
        caller, () => actor.LeaseLines(request, CancellationToken.None),
        static refusal => new QuotaOutcome(0, 0, 0, refusal));

    public ValueTask<KeysOutcome> Keys(Caller caller) => Call(
        caller, () => actor.Keys(CancellationToken.None), static refusal => new KeysOutcome([], refusal));

    private async ValueTask<TOutcome> Call<TOutcome>(
        Caller caller, Func<ValueTask<TOutcome>> call, Func<Refusal, TOutcome> refused,
        [CallerMemberName] string method = "")
    {
        if (!AccessRules.Permits(caller, AccessRules.Of(typeof(ITenant), method), tenant))
        {
            return refused(Refusal.Denied);
        }

        try
        {
            return await call();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return refused(Refusal.Retry);
        }
    }
}
