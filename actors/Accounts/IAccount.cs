using Orleans.Concurrency;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Actors.Accounts;

/// <summary>
/// One customer account: an actor, one turn at a time; reads of committed state interleave with turns. Every method
/// takes its caller first, whom the call token carries to the account, and answers an outcome for each expected case;
/// hosts turn what is thrown, time-outs and rejections into <see cref="Failure.Unknown"/> or
/// <see cref="Failure.Retry"/>.
/// </summary>
public interface IAccount
{
    /// <summary>
    /// Scores and records the transactions in order. An identity known before gets its first answer again.
    /// </summary>
    [Requires(Roles.Ingest | Roles.History)]
    ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch);

    /// <summary>Scores and records nothing.</summary>
    [Requires(Roles.Ingest | Roles.Analyst)]
    ValueTask<Outcome<AssessedBatch>> WhatIf(Caller caller, TransactionBatch batch);

    /// <summary>
    /// Says of each transaction what recording all of them, in order, would come to, and how the account would be then;
    /// records nothing.
    /// </summary>
    [Requires(Roles.Ingest | Roles.History)]
    ValueTask<Outcome<BatchCheck>> Check(Caller caller, TransactionBatch batch);

    [Requires(Roles.Ingest | Roles.Analyst)]
    ValueTask<Outcome<LabelResult>> Label(Caller caller, LabelRequest label);

    /// <summary>Records what the lender states of the account itself; the same again is not recorded twice.</summary>
    [Requires(Roles.Ingest | Roles.Analyst)]
    ValueTask<Outcome<SettingsChange>> ChangeSettings(Caller caller, SettingsRequest settings);

    /// <summary>
    /// Closes the civil day that ended last in the account's zone, where that moves its score; otherwise nothing is
    /// recorded.
    /// </summary>
    [Requires(Roles.Sweep)]
    ValueTask<Outcome<DayResult>> CloseDay(Caller caller);

    /// <summary>
    /// Folds the account's transactions anew in the order in which they happened, with what waits and without what is
    /// taken back, and records the state that comes of it. Turns go on meanwhile.
    /// </summary>
    [AlwaysInterleave]
    [Requires(Roles.History | Roles.Analyst | Roles.Admin | Roles.Sweep)]
    ValueTask<Outcome<RebuildResult>> Rebuild(Caller caller, RebuildRequest request);

    /// <summary>Both scores, profile and counts as of the last commit.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst | Roles.History)]
    ValueTask<Outcome<AccountView>> Describe(Caller caller);

    /// <summary>The decision recorded under this sequence.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst | Roles.Ingest)]
    ValueTask<Outcome<DecidedTransaction>> Decision(Caller caller, long sequence);

    /// <summary>The account's decisions after a sequence, oldest first, or those of one transaction id.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst)]
    ValueTask<Outcome<DecisionsPage>> Decisions(Caller caller, DecisionQuery query);

    /// <summary>The account's recorded transactions with their decisions, newest first.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst | Roles.History)]
    ValueTask<Outcome<DecisionsPage>> Transactions(Caller caller, TransactionQuery query);

    /// <summary>
    /// The account's transactions that count after a sequence, with where they came from, and its labels: what another
    /// account is told of it that it is merged into.
    /// </summary>
    [AlwaysInterleave]
    [Requires(Roles.History | Roles.Admin)]
    ValueTask<Outcome<RecordedHistory>> History(Caller caller, long after);

    /// <summary>Recomputes a decision from the journal alone and compares every part of it.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst | Roles.Auditor)]
    ValueTask<Outcome<ReplayReport>> Replay(Caller caller, long sequence);

    /// <summary>What the account says of a loan applied for, now or as of an earlier day; records nothing.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst | Roles.Ingest)]
    ValueTask<Outcome<CreditAnswer>> AssessCredit(Caller caller, CreditQuery query);

    /// <summary>What would have had to be otherwise for a milder outcome, or a better score of a loan.</summary>
    [AlwaysInterleave]
    [Requires(Roles.Read | Roles.Analyst)]
    ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(Caller caller, CounterfactualQuery query);
}
