using OrleansRisk.Accounts.Folding;
using OrleansRisk.Accounts.Queries;
using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Accounts.Turns;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Accounts;

/// <summary>
/// One account, whoever hosts it. The host keeps three promises: one turn (activate, assess, what-if, label, passivate)
/// at a time; reads of a loaded account (describe, decision, decisions, replay) at any moment, on any thread, but not
/// after it is deactivated; and access is checked before.
/// </summary>
public sealed class AccountActor
{
    private readonly AccountResidency _residency;
    private readonly AccountRecorder _recorder;
    private readonly TransactionTurn _transactions;
    private readonly LifecycleReader _lifecycle;
    private readonly AccountQueries _queries;
    private readonly AccountServices _services;

    public AccountActor(AccountServices services, TenantId tenant, AccountKey key)
    {
        _services = services;
        _residency = new AccountResidency(services, tenant, key);
        _recorder = new AccountRecorder(services, _residency);
        _lifecycle = new LifecycleReader(services, _residency);
        _transactions = new TransactionTurn(services, _residency, _recorder, _lifecycle);
        _queries = new AccountQueries(services, _residency);
    }

    /// <summary>
    /// A record of the present turn is with the journal: whatever goes wrong from here on, it may be there.
    /// </summary>
    public bool HandedOver => _recorder.HandedOver;

    /// <summary>Reads can be answered without a turn.</summary>
    public bool IsLoaded => _residency.IsLoaded;

    /// <summary>Nothing was ever written of this account, as far as was read.</summary>
    public bool IsUnknown => _residency.IsUnknown;

    /// <summary>Estimate of what the actor holds in memory.</summary>
    public int ResidentBytes => _residency.ResidentBytes;

    /// <summary>
    /// Reads the account where it is not in memory, and not again before its back-off is over. Never throws for what
    /// can be expected.
    /// </summary>
    public ValueTask Activate(CancellationToken cancel) => _residency.Activate(cancel);

    /// <summary>
    /// Puts the account out of memory. Nothing is lost: what is not in the snapshot it may leave behind is in the
    /// journal.
    /// </summary>
    public void Deactivate() => _residency.Deactivate();

    /// <summary>Lets go of what is in memory after something unexpected: the next turn reads the journal.</summary>
    public void Forget() => _residency.Forget();

    /// <summary>Decides, records, and only then shows: what is not recorded has not happened.</summary>
    public ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch) =>
        _transactions.Assess(caller, batch);

    /// <summary>Decides each as if it came now and alone, and forgets it.</summary>
    public ValueTask<Outcome<AssessedBatch>> WhatIf(TransactionBatch batch) => _transactions.WhatIf(batch);

    /// <summary>What recording the batch would come to; records nothing.</summary>
    public ValueTask<Outcome<BatchCheck>> Check(Caller caller, TransactionBatch batch) =>
        new CheckTurn(_residency, _transactions).Check(caller, batch);

    /// <summary>Records what became known of an earlier transaction.</summary>
    public ValueTask<Outcome<LabelResult>> Label(LabelRequest request) =>
        new LabelTurn(_services, _residency, _recorder, _lifecycle).Label(request);

    /// <summary>Records what the lender states of the account; an account that is not there begins with it.</summary>
    public ValueTask<Outcome<SettingsChange>> ChangeSettings(SettingsRequest request) =>
        new SettingsTurn(_services, _residency, _recorder).ChangeSettings(request);

    /// <summary>Records the end of yesterday where it moves the credit score, or carries the account forward.</summary>
    public ValueTask<Outcome<DayResult>> CloseDay() => new DayTurn(_services, _residency, _recorder).CloseDay();

    /// <summary>Folds the account anew along its timeline; what has to be a turn is handed to the host.</summary>
    public async ValueTask<Outcome<RebuildResult>> Rebuild(Caller caller, RebuildRequest request, RebuildTurn inTurn)
    {
        using var rebuild = new AccountRebuild(_services, _residency, _recorder, caller, request);
        return await rebuild.Run(inTurn);
    }

    public Outcome<AccountView> Describe() => _queries.Describe();

    public ValueTask<Outcome<DecidedTransaction>> Decision(long sequence, CancellationToken cancel) =>
        _queries.Decision(sequence, cancel);

    public ValueTask<Outcome<DecisionsPage>> Decisions(DecisionQuery query, CancellationToken cancel) =>
        _queries.Decisions(query, cancel);

    public ValueTask<Outcome<DecisionsPage>> Transactions(TransactionQuery query, CancellationToken cancel) =>
        _queries.Transactions(query, cancel);

    public ValueTask<Outcome<RecordedHistory>> History(long after, CancellationToken cancel) =>
        _queries.History(after, cancel);

    public ValueTask<Outcome<ReplayReport>> Replay(long sequence, CancellationToken cancel) =>
        _queries.Replay(sequence, cancel);

    public ValueTask<Outcome<CreditAnswer>> AssessCredit(CreditQuery query, CancellationToken cancel) =>
        _queries.AssessCredit(query, cancel);

    public ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(
        CounterfactualQuery query, CancellationToken cancel) =>
        _queries.Counterfactual(query, cancel);
}
