using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;

namespace OrleansRisk.Actors.Accounts;

/// <summary>
/// One customer account: an actor, one turn at a time. Every method answers with a value for each expected case; hosts
/// turn exceptions, time-outs and rejections into <see cref="AssessOutcome.Unknown"/> or
/// <see cref="AssessOutcome.NotRecorded"/>.
/// </summary>
public interface IAccount
{
    /// <summary>
    /// Scores and records the transactions in order. An identity known before gets its first answer again.
    /// </summary>
    [Requires(Roles.Ingest | Roles.History)]
    ValueTask<AssessOutcome> Assess(Caller caller, TransactionBatch batch);

    /// <summary>Scores and records nothing.</summary>
    [Requires(Roles.Ingest | Roles.Analyst)]
    ValueTask<AssessOutcome> WhatIf(Caller caller, TransactionBatch batch);

    [Requires(Roles.Ingest | Roles.Analyst)]
    ValueTask<LabelOutcome> Label(Caller caller, LabelRequest label);

    /// <summary>Records what the lender states of the account itself; the same again is not recorded twice.</summary>
    [Requires(Roles.Ingest | Roles.Analyst)]
    ValueTask<SettingsOutcome> ChangeSettings(Caller caller, SettingsRequest settings);

    /// <summary>
    /// Closes the civil day that ended last in the account's zone, where that moves its score; otherwise nothing is
    /// recorded.
    /// </summary>
    [Requires(Roles.Sweep)]
    ValueTask<DayOutcome> CloseDay(Caller caller);

    /// <summary>Both scores, profile and counts as of the last commit.</summary>
    [Requires(Roles.Read | Roles.Analyst)]
    ValueTask<DescribeOutcome> Describe(Caller caller);

    /// <summary>The decision recorded under this sequence.</summary>
    [Requires(Roles.Read | Roles.Analyst | Roles.Ingest)]
    ValueTask<DecisionOutcome> Decision(Caller caller, long sequence);

    /// <summary>The account's decisions after a sequence, oldest first, or those of one transaction id.</summary>
    [Requires(Roles.Read | Roles.Analyst)]
    ValueTask<DecisionsOutcome> Decisions(Caller caller, DecisionQuery query);

    /// <summary>Recomputes a decision from the journal alone and compares every part of it.</summary>
    [Requires(Roles.Read | Roles.Analyst | Roles.Auditor)]
    ValueTask<ReplayOutcome> Replay(Caller caller, long sequence);

    /// <summary>What the account says of a loan applied for, now or as of an earlier day; records nothing.</summary>
    [Requires(Roles.Read | Roles.Analyst | Roles.Ingest)]
    ValueTask<CreditOutcome> AssessCredit(Caller caller, CreditQuery query);

    /// <summary>What would have had to be otherwise for a milder outcome, or a better score of a loan.</summary>
    [Requires(Roles.Read | Roles.Analyst)]
    ValueTask<CounterfactualOutcome> Counterfactual(Caller caller, CounterfactualQuery query);
}
