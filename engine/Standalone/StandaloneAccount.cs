using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Engine.Standalone;

/// <summary>The standalone shell of an account: checks access, then calls the actor through its mailbox.</summary>
internal sealed class StandaloneAccount(StandaloneActors actors, AccountId id) : IAccount
{
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromMilliseconds(250);

    private static readonly AccessRule AssessRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.Assess));
    private static readonly AccessRule WhatIfRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.WhatIf));
    private static readonly AccessRule LabelRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.Label));
    private static readonly AccessRule SettingsRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.ChangeSettings));
    private static readonly AccessRule CloseDayRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.CloseDay));
    private static readonly AccessRule DescribeRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.Describe));
    private static readonly AccessRule DecisionRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.Decision));
    private static readonly AccessRule DecisionsRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.Decisions));
    private static readonly AccessRule ReplayRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.Replay));
    private static readonly AccessRule CreditRule = AccessRules.Of(typeof(IAccount), nameof(IAccount.AssessCredit));
    private static readonly AccessRule CounterfactualRule = AccessRules.Of(
        typeof(IAccount), nameof(IAccount.Counterfactual));

    private static readonly TurnKind<(Caller Caller, TransactionBatch Batch), AssessOutcome> Assessing = new(
        static (actor, call) => actor.Assess(call.Caller, call.Batch),
        static cause => new AssessOutcome.NotRecorded(SendAgainAfter, cause),
        static () => new AssessOutcome.Unknown());

    private static readonly TurnKind<TransactionBatch, AssessOutcome> Trying = new(
        static (actor, batch) => actor.WhatIf(batch),
        static cause => new AssessOutcome.NotRecorded(SendAgainAfter, cause),
        static () => new AssessOutcome.NotRecorded(SendAgainAfter, "timed_out")); // it records nothing in any case

    private static readonly TurnKind<LabelRequest, LabelOutcome> Labelling = new(
        static (actor, request) => actor.Label(request),
        static _ => new LabelOutcome(LabelResult.NotRecorded, Refusal.Retry),
        static () => new LabelOutcome(LabelResult.NotRecorded, Refusal.Retry));

    private static readonly TurnKind<SettingsRequest, SettingsOutcome> Restating = new(
        static (actor, request) => actor.ChangeSettings(request),
        static _ => new SettingsOutcome(SettingsResult.NotRecorded, null, Refusal.Retry),
        static () => new SettingsOutcome(SettingsResult.NotRecorded, null, Refusal.Retry));

    private static readonly TurnKind<None, DayOutcome> ClosingDay = new(
        static (actor, _) => actor.CloseDay(),
        static _ => new DayOutcome(DayResult.NotRecorded, Refusal.Retry),
        static () => new DayOutcome(DayResult.NotRecorded, Refusal.Retry));

    private static readonly TurnKind<None, DescribeOutcome> Describing = new(
        static async (actor, _) =>
        {
            await actor.Activate(CancellationToken.None);
            return actor.Describe();
        },
        static _ => new DescribeOutcome(null, Refusal.Retry), static () => new DescribeOutcome(null, Refusal.Retry));

    private static readonly TurnKind<long, DecisionOutcome> ReadingOne = new(
        static async (actor, sequence) =>
        {
            await actor.Activate(CancellationToken.None);
            return await actor.Decision(sequence, CancellationToken.None);
        },
        static _ => new DecisionOutcome(null, Refusal.Retry), static () => new DecisionOutcome(null, Refusal.Retry));

    private static readonly TurnKind<DecisionQuery, DecisionsOutcome> ReadingMany = new(
        static async (actor, query) =>
        {
            await actor.Activate(CancellationToken.None);
            return await actor.Decisions(query, CancellationToken.None);
        },
        static _ => new DecisionsOutcome([], HasMore: false, Refusal.Retry),
        static () => new DecisionsOutcome([], HasMore: false, Refusal.Retry));

    private static readonly TurnKind<long, ReplayOutcome> Replaying = new(
        static async (actor, sequence) =>
        {
            await actor.Activate(CancellationToken.None);
            return await actor.Replay(sequence, CancellationToken.None);
        },
        static _ => new ReplayOutcome(null, Refusal.Retry), static () => new ReplayOutcome(null, Refusal.Retry));

    private static readonly TurnKind<CreditQuery, CreditOutcome> AssessingCredit = new(
        static async (actor, query) =>
        {
            await actor.Activate(CancellationToken.None);
            return await actor.AssessCredit(query, CancellationToken.None);
        },
        static _ => new CreditOutcome(CreditResult.None, null, Refusal.Retry),
        static () => new CreditOutcome(CreditResult.None, null, Refusal.Retry));

    private static readonly TurnKind<CounterfactualQuery, CounterfactualOutcome> Searching = new(
        static async (actor, query) =>
        {
            await actor.Activate(CancellationToken.None);
            return await actor.Counterfactual(query, CancellationToken.None);
        },
        static _ => new CounterfactualOutcome(null, Refusal.Retry),
        static () => new CounterfactualOutcome(null, Refusal.Retry));

    public ValueTask<AssessOutcome> Assess(Caller caller, TransactionBatch batch) =>
        AccessRules.Permits(caller, AssessRule, id.Tenant)
            ? actors.Call(id, Assessing, (caller, batch))
            : new ValueTask<AssessOutcome>(new AssessOutcome.Denied());

    public ValueTask<AssessOutcome> WhatIf(Caller caller, TransactionBatch batch) =>
        AccessRules.Permits(caller, WhatIfRule, id.Tenant)
            ? actors.Call(id, Trying, batch)
            : new ValueTask<AssessOutcome>(new AssessOutcome.Denied());

    public ValueTask<LabelOutcome> Label(Caller caller, LabelRequest label) =>
        AccessRules.Permits(caller, LabelRule, id.Tenant)
            ? actors.Call(id, Labelling, label)
            : new ValueTask<LabelOutcome>(new LabelOutcome(LabelResult.None, Refusal.Denied));

    public ValueTask<SettingsOutcome> ChangeSettings(Caller caller, SettingsRequest settings) =>
        AccessRules.Permits(caller, SettingsRule, id.Tenant)
            ? actors.Call(id, Restating, settings)
            : new ValueTask<SettingsOutcome>(new SettingsOutcome(SettingsResult.None, null, Refusal.Denied));

    public ValueTask<DayOutcome> CloseDay(Caller caller) =>
        AccessRules.Permits(caller, CloseDayRule, id.Tenant)
            ? actors.Call(id, ClosingDay, default)
            : new ValueTask<DayOutcome>(new DayOutcome(DayResult.None, Refusal.Denied));

    public ValueTask<DescribeOutcome> Describe(Caller caller) =>
        AccessRules.Permits(caller, DescribeRule, id.Tenant)
            ? actors.Read(id, Describing, default)
            : new ValueTask<DescribeOutcome>(new DescribeOutcome(null, Refusal.Denied));

    public ValueTask<DecisionOutcome> Decision(Caller caller, long sequence) =>
        AccessRules.Permits(caller, DecisionRule, id.Tenant)
            ? actors.Read(id, ReadingOne, sequence)
            : new ValueTask<DecisionOutcome>(new DecisionOutcome(null, Refusal.Denied));

    public ValueTask<DecisionsOutcome> Decisions(Caller caller, DecisionQuery query) =>
        AccessRules.Permits(caller, DecisionsRule, id.Tenant)
            ? actors.Read(id, ReadingMany, query)
            : new ValueTask<DecisionsOutcome>(new DecisionsOutcome([], HasMore: false, Refusal.Denied));

    public ValueTask<ReplayOutcome> Replay(Caller caller, long sequence) =>
        AccessRules.Permits(caller, ReplayRule, id.Tenant)
            ? actors.Read(id, Replaying, sequence)
            : new ValueTask<ReplayOutcome>(new ReplayOutcome(null, Refusal.Denied));

    public ValueTask<CreditOutcome> AssessCredit(Caller caller, CreditQuery query) =>
        AccessRules.Permits(caller, CreditRule, id.Tenant)
            ? actors.Read(id, AssessingCredit, query)
            : new ValueTask<CreditOutcome>(new CreditOutcome(CreditResult.None, null, Refusal.Denied));

    public ValueTask<CounterfactualOutcome> Counterfactual(Caller caller, CounterfactualQuery query) =>
        AccessRules.Permits(caller, CounterfactualRule, id.Tenant)
            ? actors.Read(id, Searching, query)
            : new ValueTask<CounterfactualOutcome>(new CounterfactualOutcome(null, Refusal.Denied));

    /// <summary>No argument.</summary>
    private readonly record struct None;
}
