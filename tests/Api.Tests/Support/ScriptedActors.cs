using System.Collections.Concurrent;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>
/// Actors that answer as a test says, and remember what they were asked. By default every transaction is decided.
/// </summary>
internal sealed class ScriptedActors : IActors
{
    private readonly ConcurrentDictionary<AccountKey, int> _underWay = new();
    private long _sequence;
    private int _batches;
    private int _mostUnderWayOfOne;

    public delegate ValueTask<Outcome<AssessedBatch>?> Assessing(Caller caller, AccountKey key, TransactionBatch batch);

    /// <summary>What becomes of a batch.</summary>
    public Assessing OnAssess { get; set; } = (_, _, _) => default;

    public Func<Caller, AccountKey, LabelRequest, Outcome<LabelResult>> OnLabel { get; set; } =
        (_, _, _) => LabelResult.Recorded;

    public Func<Caller, AccountKey, CreditQuery, ValueTask<Outcome<CreditAnswer>>> OnCredit { get; set; } =
        (_, _, _) => new(new Failure.NotFound());

    public ConcurrentQueue<(Caller Caller, TenantId Tenant, TransactionBatch Batch)> Asked { get; } = new();

    /// <summary>Whether batches are kept for a test to look at; off where a test sends very many.</summary>
    public bool Remembers { get; set; } = true;

    /// <summary>Of every account, by its ISO 4217 number. The default is MYR.</summary>
    public ushort AccountCurrency { get; set; } = 458;

    public int Batches => Volatile.Read(ref _batches);

    /// <summary>The most batches of one account that were ever under way at once.</summary>
    public int MostUnderWayOfOneAccount => Volatile.Read(ref _mostUnderWayOfOne);

    public ITenant? TenantActor { get; set; }

    public IAccount Account(TenantId tenant, AccountKey key) => new ScriptedAccount(this, tenant, key);

    public ITenant Tenant(TenantId tenant) => TenantActor ?? throw new NotSupportedException();

    public Outcome<AssessedBatch> Decided(
        TransactionBatch batch, bool duplicate = false, Outcome outcome = Outcome.Approve) =>
        new AssessedBatch(
            [.. batch.Items.Select(item => new Answer.Decided(Entry(batch.Account, item, outcome).Answer, duplicate))]);

    public DecidedTransaction Entry(string account, Transaction transaction, Outcome outcome)
    {
        var decision = new Decision
        {
            Outcome = outcome,
            Anomaly = new AnomalyScore
            {
                Score = 742,
                AlertRate = 0.0021,
                Surprise = 6.1,
                History = 63,
                ReasonCount = 1
            },
            Credit = new CreditScore { State = CreditState.InsufficientHistory, NeedsDays = 18, NeedsIncome = true },
        };
        decision.Anomaly.Reasons[0] = new Reason
        {
            Code = ReasonCode.AmountUnusual,
            Value = 420_000,
            Usual = 5_520,
            Points = 118,
        };
        return new DecidedTransaction(transaction, new DecisionAnswer(account, "Asia/Kuala_Lumpur", new DecisionInputs
        {
            Sequence = Interlocked.Increment(ref _sequence),
            ArrivedAt = transaction.At,
            CivilDay = 20_514,
            OffsetMinutes = 480,
            Identity = 1,
            Content = 2,
            Figures = new CounterpartyStatistics { Version = 912 },
            PopulationVersion = 3,
            PolicyVersion = 4,
        }, decision, 1, AccountCurrency));
    }

    private async ValueTask<Outcome<AssessedBatch>> Assess(
        Caller caller, TenantId tenant, AccountKey key, TransactionBatch batch)
    {
        Interlocked.Increment(ref _batches);
        if (Remembers)
        {
            Asked.Enqueue((caller, tenant, batch));
        }

        var underWay = _underWay.AddOrUpdate(key, 1, (_, count) => count + 1);
        for (var seen = _mostUnderWayOfOne; underWay > seen; seen = _mostUnderWayOfOne)
        {
            Interlocked.CompareExchange(ref _mostUnderWayOfOne, underWay, seen);
        }

        try
        {
            return await OnAssess(caller, key, batch) ?? Decided(batch);
        }
        finally
        {
            _underWay.AddOrUpdate(key, 0, (_, count) => count - 1);
        }
    }

    private sealed class ScriptedAccount(ScriptedActors actors, TenantId tenant, AccountKey key) : IAccount
    {
        public ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch) =>
            actors.Assess(caller, tenant, key, batch);

        public ValueTask<Outcome<BatchCheck>> Check(Caller caller, TransactionBatch batch) =>
            throw new NotSupportedException();

        public ValueTask<Outcome<AssessedBatch>> WhatIf(Caller caller, TransactionBatch batch) =>
            actors.Assess(caller, tenant, key, batch);

        public ValueTask<Outcome<DayResult>> CloseDay(Caller caller) =>
            new(DayResult.NothingDue);

        public ValueTask<Outcome<LabelResult>> Label(Caller caller, LabelRequest label) =>
            new(actors.OnLabel(caller, key, label));

        public ValueTask<Outcome<SettingsChange>> ChangeSettings(Caller caller, SettingsRequest settings) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<RebuildResult>> Rebuild(Caller caller, RebuildRequest request) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<AccountView>> Describe(Caller caller) => new(new Failure.NotFound());

        public ValueTask<Outcome<DecidedTransaction>> Decision(Caller caller, long sequence) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<DecisionsPage>> Decisions(Caller caller, DecisionQuery query) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<DecisionsPage>> Transactions(Caller caller, TransactionQuery query) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<RecordedHistory>> History(Caller caller, long after) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<ReplayReport>> Replay(Caller caller, long sequence) =>
            new(new Failure.NotFound());

        public ValueTask<Outcome<CreditAnswer>> AssessCredit(Caller caller, CreditQuery query) =>
            actors.OnCredit(caller, key, query);

        public ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(Caller caller, CounterfactualQuery query) =>
            new(new Failure.NotFound());
    }
}
