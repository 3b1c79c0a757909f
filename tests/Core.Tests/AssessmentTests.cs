using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests;

public sealed class AssessmentTests
{
    private static readonly ReferenceTables Strict = Some.Tables with { Policy = new Policy(2, 1, 2) };

    [Theory]
    [InlineData("ordinary", "none")]
    [InlineData("100 times the usual amount", "amount.unusual")]
    [InlineData("10 payments in ten minutes", "velocity.burst")]
    [InlineData("two large payments a day before", "amount.repeated")]
    [InlineData("all of the balance", "balance.drained")]
    [InlineData("out again what just came in", "money.passed_through")]
    [InlineData("a counterparty with fraud", "counterparty.recent_fraud")]
    [InlineData("a new country", "country.unusual")]
    public void Assess_OddThing_IsNamedAmongTheReasons(string oddity, string expected)
    {
        var account = new Account().WithHabit();
        var decision = Happens(account, oddity);
        var names = Reasons.Of(decision.Anomaly).Select(reason => Names.Of(reason.Code)).ToList();
        if (expected == "none")
        {
            Assert.InRange(decision.Anomaly.Score, 0, 150);
        }
        else
        {
            Assert.Contains(expected, names);
        }
    }

    [Fact]
    public void Assess_ReasonPoints_AddUpToTheScoreGreatestFirst()
    {
        var checkedAny = 0;
        var account = new Account();
        foreach (var arrival in new Household(77).Live(20_100, 120))
        {
            var decision = account.Assess(arrival.Transaction, arrival.Counterparty, figures: arrival.Figures);
            var points = Reasons.Of(decision.Anomaly).Select(reason => (int)reason.Points).ToList();
            Assert.All(points, each => Assert.InRange(each, 0, decision.Anomaly.Score));
            Assert.Equal(points.OrderDescending(), points);
            Assert.Equal(points.Count == 0 ? 0 : decision.Anomaly.Score, points.Sum());
            checkedAny += points.Count;
        }

        Assert.True(checkedAny > 100);
    }

    [Fact]
    public void Assess_AlertRate_DefinesTheScore()
    {
        var account = new Account().WithHabit();
        var anomaly = account.Assess(Some.Transaction(amount: 60_000)).Anomaly;
        Assert.InRange(anomaly.Score, 200, 950);
        Assert.Equal(anomaly.Score, 50 * Math.Log2(1 / anomaly.AlertRate), 0.51);
    }

    [Theory]
    [InlineData(TransactionStatus.Authorised, Outcome.Decline)]
    [InlineData(TransactionStatus.Booked, Outcome.Review)]
    [InlineData(TransactionStatus.Reversed, Outcome.Approve)]
    [InlineData(TransactionStatus.Expired, Outcome.Approve)]
    public void Assess_WorstScore_DeclinesOnlyWhatIsAuthorised(TransactionStatus status, Outcome expected)
    {
        var account = new Account().WithHabit();
        var decision = account.Assess(Some.Transaction(amount: 5_000_000, status: status), tables: Strict);
        Assert.Equal(expected, decision.Outcome);
    }

    [Fact]
    public void Assess_History_MovesTheStateAndGivesNoOutcome()
    {
        var (live, history) = (new Account().WithHabit(), new Account().WithHabit());
        var transaction = Some.Transaction(amount: 5_000_000, status: TransactionStatus.Authorised);
        Assert.Equal(Outcome.Decline, live.Assess(transaction, tables: Strict).Outcome);
        Assert.Equal(Outcome.None, history.Assess(transaction, history: true, tables: Strict).Outcome);
        Assert.Equal(live.State, history.State);
    }

    [Fact]
    public void Assess_FirstTransactions_SayLittleHistoryAndWeighItLess()
    {
        var fresh = new Account().Assess(Some.Transaction(amount: 5_000_000)).Anomaly;
        var known = new Account().WithHabit().Assess(Some.Transaction(amount: 5_000_000)).Anomaly;
        Assert.Contains(Reasons.Of(fresh), reason => reason.Code == ReasonCode.AmountLittleHistory);
        Assert.DoesNotContain(Reasons.Of(known), reason => reason.Code == ReasonCode.AmountLittleHistory);
        Assert.True(known.Score > fresh.Score + 100, $"{known.Score} against {fresh.Score}");
        Assert.Equal((0, 80), (fresh.History, known.History));
    }

    [Fact]
    public void Assess_OnlyTheDayKnown_HasNoHour()
    {
        var account = new Account().WithHabit();
        var night = Some.Noon - (9 * Some.Hour);
        var bins = account.Assess(Some.Transaction("A", night, dayOnly: true)).Bins;
        Assert.Equal(FeatureBins.Missing, bins[11]);
        Assert.NotEqual(FeatureBins.Missing, account.Assess(Some.Transaction("B", night)).Bins[11]);
    }

    /// <summary>A bank that knows only the day gives all of a day's payments one hour.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Assess_ManyPaymentsOfOneDay_AreABurstOnlyWhereTheirHourIsKnown(bool dayOnly)
    {
        var account = new Account().WithHabit();
        Decision decision = default;
        for (var i = 0; i < 10; i++)
        {
            decision = account.Assess(Some.Transaction($"D{i}", Some.Noon + Some.Day, dayOnly: dayOnly));
        }

        var codes = Reasons.Of(decision.Anomaly).Select(reason => reason.Code).ToList();
        Assert.Contains(dayOnly ? ReasonCode.VelocityDay : ReasonCode.VelocityHour, codes);
        Assert.DoesNotContain(dayOnly ? ReasonCode.VelocityHour : ReasonCode.VelocityDay, codes);
        Assert.Equal(dayOnly, decision.Bins[3] == FeatureBins.Missing);
    }

    [Fact]
    public void Assess_LaterStatus_IsNotCountedByThePopulationAgain()
    {
        var account = new Account().WithHabit();
        account.Assess(Some.Transaction("A", status: TransactionStatus.Authorised));
        var counts = new byte[PopulationCounts.Size];
        PopulationCounts.Add(counts, account.Assess(Some.Transaction("A")).Bins);
        Assert.All(counts, each => Assert.Equal(0, each));
    }

    [Fact]
    public void Assess_UnknownCounterparty_IsMissingNotZero()
    {
        var unknown = new Account().Assess(Some.Transaction(), counterparty: 9).Bins;
        var known = new Account().Assess(
            Some.Transaction(), counterparty: 9,
                figures: new CounterpartyStatistics { Known = true, DaysSinceFraud = -1 }).Bins;
        Assert.Equal((FeatureBins.Missing, 0), (unknown[13], known[13]));
    }

    [Fact]
    public void Assess_ManyTransactions_LeavesNoGarbage()
    {
        var arrivals = new Household(5).Live(20_100, 60).ToList();
        var inputs = arrivals.Select((arrival, i) => arrival.Inputs(i + 1)).ToList();
        var state = Some.State();
        Run(state, arrivals, inputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(state, arrivals, inputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Label_TakenBackAndGivenAgain_CountsUpAndDownButNeverBelowZero()
    {
        var account = new Account().WithHabit(2);
        Label(account, LabelKind.Withdrawn, LabelKind.Fraud);
        Label(account, LabelKind.Fraud, LabelKind.Genuine);
        Assert.Equal((0u, 1u), Labelled(account));
        Label(account, LabelKind.Fraud, LabelKind.Withdrawn);
        Assert.Equal((0u, 1u), Labelled(account));
        Assert.Equal(103, account.Header.Sequence);
    }

    private static Decision Happens(Account account, string oddity) => oddity switch
    {
        "ordinary" => account.Assess(Some.Transaction(amount: 5_200), counterparty: 1),
        "100 times the usual amount" => account.Assess(Some.Transaction(amount: 520_000), counterparty: 1),
        "10 payments in ten minutes" => Each(10, i => account.Assess(
            Some.Transaction($"B{i}", Some.Noon + (i * 60_000)), counterparty: 1)),
        "two large payments a day before" => Each(3, i => account.Assess(
            Some.Transaction($"L{i}", Some.Noon + (i * Some.Day / 2), 60_000), counterparty: 1)),
        "all of the balance" => Each(2, i => account.Assess(
            Some.Transaction($"D{i}", Some.Noon + i, i == 0 ? 100 : 4_900, balance: i == 0 ? 5_000 : 100),
                counterparty: 1)),
        "out again what just came in" => Each(2, i => account.Assess(
            Some.Transaction($"P{i}", Some.Noon + (i * 60_000), 300_000, i == 0 ? Direction.Credit : Direction.Debit),
            counterparty: 1)),
        "a counterparty with fraud" =>
            account.Assess(Some.Transaction(), counterparty: 1, figures: new CounterpartyStatistics
            {
                Known = true,
                RiskPpm = 300_000,
                LastLabels = 7,
                LastCount = 3,
                DaysSinceFraud = 2,
                EventsIn30Days = 9,
                Accounts = 5,
            }),
        _ => Each(41, i => account.Assess(Some.Transaction(
            $"C{i}", Some.Noon + (i * Some.Day / 2), country: i == 40 ? "KP" : "MY"), counterparty: 1)),
    };

    private static Decision Each(int times, Func<int, Decision> assess)
    {
        var newest = default(Decision);
        for (var i = 0; i < times; i++)
        {
            newest = assess(i);
        }

        return newest;
    }

    private static void Run(byte[] state, List<Arrival> arrivals, List<DecisionInputs> inputs)
    {
        for (var i = 0; i < arrivals.Count; i++)
        {
            var match = AccountState.Find(state, inputs[i].Identity, arrivals[i].Transaction.At);
            Assessment.Assess(
                ScoringVersions.Newest, state, arrivals[i].Transaction, inputs[i], Some.Tables, out var decision);
            _ = AccountState.Hash(state) + match.Content + (ulong)decision.Anomaly.Score;
        }
    }

    private static void Label(Account account, LabelKind before, LabelKind after) => Assessment.Label(
        ScoringVersions.Newest, account.State, new LabelEvent(
            account.Header.Sequence < 100 ? 101 : account.Header.Sequence + 1, 1, 2, 3, 4, before, after, 5));

    private static (uint Fraud, uint Genuine) Labelled(Account account)
    {
        ReadOnlySpan<byte> state = account.State;
        return (state.U32(80), state.U32(84));
    }
}
