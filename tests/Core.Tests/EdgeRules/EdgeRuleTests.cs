using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.EdgeRules;

/// <summary>
/// The edge rules that no other test holds; docs/decisions/0115-edge-rules-and-their-tests.md names the test of each.
/// </summary>
public sealed class EdgeRuleTests
{
    [Fact]
    public void OutOfOrder_LateTransaction_IsMeasuredByTheStateAsOfNow()
    {
        var account = new Account().WithHabit();
        account.Assess(Some.Transaction("newest", Some.Noon + (3 * Some.Hour)));
        var late = account.Measure(Some.Transaction("late", Some.Noon));
        var now = account.Measure(Some.Transaction("now", Some.Noon + (3 * Some.Hour)));
        foreach (var feature in (FeatureNumber[])[FeatureNumber.VelocityCount1D, FeatureNumber.AmountZ,
            FeatureNumber.SpendDay, FeatureNumber.HistoryTransactions])
        {
            Assert.Equal(now[(int)feature], late[(int)feature]);
        }

        Assert.Equal(0, late[(int)FeatureNumber.VelocityGap]); // never negative
    }

    [Fact]
    public void OutOfOrder_TwoArrivalOrders_AddUpToTheSameCounts()
    {
        Transaction[] both = [Some.Transaction("a", Some.Noon, 700), Some.Transaction("b", Some.Noon + Some.Hour, 900)];
        var (forwards, backwards) = (new Account(), new Account());
        Array.ForEach(both, transaction => forwards.Assess(transaction));
        Array.ForEach(both.Reverse().ToArray(), transaction => backwards.Assess(transaction));
        var at = Some.Noon + (2 * Some.Hour);
        Assert.Equal(
            TimeRing.Day(forwards.State).Window(at, Layout.HourBuckets),
            TimeRing.Day(backwards.State).Window(at, Layout.HourBuckets));
        var day = (int)(at / Some.Day);
        Assert.Equal(forwards.Days[day].OutSum, backwards.Days[day].OutSum);
    }

    [Fact]
    public void MissingOrInfinite_WhateverComes_FeaturesAreFiniteOrMissing()
    {
        for (ulong household = 1; household <= 40; household++)
        {
            var state = Some.State();
            var sequence = 0L;
            foreach (var arrival in new Household(household).Live(20_300, 30))
            {
                var inputs = arrival.Inputs(++sequence);
                Assessment.Measure(ScoringVersions.Newest, state, arrival.Transaction, inputs, out var row);
                for (var feature = 0; feature < FeatureRow.FirstCredit; feature++)
                {
                    var name = ((FeatureNumber)feature).ToString();
                    Assert.False(double.IsInfinity(row[feature]), name);
                    Assert.False(row[feature] == 0 && double.IsNegative(row[feature]), name);
                }

                Assessment.Assess(ScoringVersions.Newest, state, arrival.Transaction, inputs, Some.Tables, out _);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Limits.AmountMax)]
    public void HugeAmount_UpToTheGreatest_LeavesAMeasuredAccount(long amount)
    {
        var account = new Account().WithHabit();
        account.Assess(Some.Transaction("huge", amount: amount));
        var after = account.Measure(Some.Transaction("next", Some.Noon + Some.Hour));
        Assert.InRange(after[(int)FeatureNumber.AmountRatioMean], 0.2, 2);
        Assert.InRange(after[(int)FeatureNumber.AmountRatioMax30], 0, 1.2);
        AccountState.Check(account.State);
    }

    [Fact]
    public void ZeroAmount_Authorisations_AreVelocityAndNoAmount()
    {
        var account = new Account().WithHabit();
        var before = account.Measure(Some.Transaction("next", Some.Noon + 9));
        for (var i = 0; i < 6; i++)
        {
            account.Assess(Some.Transaction(
                $"test-{i}", Some.Noon + i, amount: 0, status: TransactionStatus.Authorised));
        }

        var after = account.Measure(Some.Transaction("next", Some.Noon + 9));
        Assert.Equal(before[(int)FeatureNumber.VelocityCount1H] + 6, after[(int)FeatureNumber.VelocityCount1H]);
        Assert.Equal(before[(int)FeatureNumber.AmountZ], after[(int)FeatureNumber.AmountZ]);
        Assert.True(double.IsNaN(account.Measure(
            Some.Transaction("zero", Some.Noon + 9, amount: 0))[(int)FeatureNumber.AmountZ]));
    }

    [Theory]
    [InlineData(ScoringVersions.Two, 179, 80)]
    [InlineData(ScoringVersions.Two, 181, 20)]
    [InlineData(ScoringVersions.One, 181, 80)]
    public void Dormant_AfterHalfAYear_HabitsWeighTwentyAtMost(ushort scoringVersion, int days, uint weigh)
    {
        var account = new Account(scoringVersion: scoringVersion).WithHabit();
        var before = new AmountMoments(account.State).Amount();
        account.Assess(Some.Transaction("again", Some.Noon - Some.Day + (days * Some.Day), 5_200));
        var after = new AmountMoments(account.State).Amount();
        Assert.Equal((80u, weigh + 1), (before.Count, after.Count));
        Assert.InRange(after.Mean, before.Mean * 0.98, before.Mean * 1.02);
    }

    [Fact]
    public void OwnTransfers_GoingOut_AreNoSpendingButDrain()
    {
        var account = new Account().WithHabit();
        account.Assess(Some.Transaction(
            "in", Some.Noon - Some.Hour, 300_000, Direction.Credit, category: "own transfer", balance: 400_000));
        var row = account.Measure(Some.Transaction("out", Some.Noon, 290_000, category: "own transfer"));
        Assert.InRange(row[(int)FeatureNumber.DrainPassedThrough], 0.9, 1);
        Assert.InRange(row[(int)FeatureNumber.DrainBalance], 0.7, 0.75);
    }

    [Fact]
    public void LabelKnownLater_FiguresOfBefore_DoNotChange()
    {
        var figures = new CounterpartyStatistics { Known = true, Version = 1, DaysSinceFraud = -1 };
        var account = new Account();
        var before = account.Measure(Some.Transaction(), 7, figures);
        Assessment.Label(ScoringVersions.Newest, account.State, new LabelEvent(
            1, 1, 1, 20_000, 7, LabelKind.Withdrawn, LabelKind.Fraud, Some.Noon));
        var after = account.Measure(Some.Transaction(), 7, figures);
        foreach (var feature in (FeatureNumber[])[FeatureNumber.CounterpartySinceFraud, FeatureNumber.AmountZ])
        {
            Assert.Equal(before[(int)feature], after[(int)feature]);
        }
    }
}
