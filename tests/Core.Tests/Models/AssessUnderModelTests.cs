using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Models;

public sealed class AssessUnderModelTests
{
    [Theory]
    [InlineData(550, Outcome.Approve)]
    [InlineData(600, Outcome.Review)]
    [InlineData(800, Outcome.Decline)]
    public void Assess_UnderAModel_FollowsTheModelsThresholds(int score, Outcome outcome)
    {
        var decision =
            Assess(SomeModelDeployment.Step(FeatureNumber.AmountLog, 0, 0, score), TransactionStatus.Authorised);

        Assert.True(decision.Anomaly.Learned);
        Assert.Equal((score, outcome), (decision.Anomaly.Score, decision.Outcome));
        Assert.Equal(ScoreScale.Risk.LogOdds(score), decision.Anomaly.LogOdds);
    }

    [Fact]
    public void Assess_ScoreThatTheTenantsPolicyWouldDecline_IsApprovedWhereTheModelSays()
    {
        var tables = SomeModelDeployment.Tables(ModelDeployment.None with
        {
            Anomaly = SomeModelDeployment.Step(FeatureNumber.AmountLog, 0, 0, 590),
        }) with
        { Policy = new Policy(2, 100, 200) };
        var decision = new Account().Assess(
            Some.Transaction(status: TransactionStatus.Authorised), tables: tables);

        Assert.Equal((590, Outcome.Approve), (decision.Anomaly.Score, decision.Outcome));
    }

    [Fact]
    public void Assess_BookedMoneyAboveTheDeclineThreshold_IsReviewed() => Assert.Equal(
        Outcome.Review,
        Assess(SomeModelDeployment.Step(FeatureNumber.AmountLog, 0, 0, 900), TransactionStatus.Booked).Outcome);

    [Fact]
    public void Assess_BelowReview_GivesNoReasonsOfAnotherScore() => Assert.Equal(
        0, Assess(SomeModelDeployment.Step(FeatureNumber.AmountLog, 0, 0, 599), TransactionStatus.Booked)
            .Anomaly.ReasonCount);

    [Fact]
    public void Assess_InReview_GivesTheModelsReasonInWords()
    {
        var model = SomeModelDeployment.Step(FeatureNumber.AmountRatioMean, 2, 500, 700);
        var decision = new Account().WithHabit().Assess(
            Some.Transaction("big", amount: 900_000),
            tables: SomeModelDeployment.Tables(ModelDeployment.None with { Anomaly = model }));

        Assert.Equal(1, decision.Anomaly.ReasonCount);
        var reason = decision.Anomaly.Reasons[0];
        Assert.Equal((ReasonCode.AmountUnusual, 200), (reason.Code, reason.Points));
        Assert.Equal(900_000, reason.Value);
    }

    [Fact]
    public void Assess_WhatIsMissingWeighed_SaysSoAndNothingElse()
    {
        var model = SomeModelDeployment.Step(FeatureNumber.NoveltyCountry, 2, 500, 500, missing: 700);
        var decision = new Account().WithHabit().Assess(
            Some.Transaction("x"), tables: SomeModelDeployment.Tables(ModelDeployment.None with { Anomaly = model }));

        Assert.Equal(ReasonCode.InformationMissing, decision.Anomaly.Reasons[0].Code);
        Assert.True(double.IsNaN(decision.Anomaly.Reasons[0].Value));
    }

    [Theory]
    [InlineData(ScoringVersions.One)]
    [InlineData(ScoringVersions.Two)]
    public void Assess_InAnEarlierFold_KnowsNoModel(ushort scoringVersion)
    {
        var transaction = Some.Transaction("x", amount: 900_000);
        var (plain, under) = (new Account(scoringVersion: scoringVersion).WithHabit(),
            new Account(scoringVersion: scoringVersion).WithHabit());
        var expected = plain.Assess(transaction);
        var actual = under.Assess(
            transaction, tables: SomeModelDeployment.Tables(SomeModelDeployment.Of(new Seeded(1), challengers: 3)));

        Assert.Equal((expected.Anomaly.Score, expected.Outcome, false, (byte)0),
            (actual.Anomaly.Score, actual.Outcome, actual.Anomaly.Learned, actual.ShadowCount));
        Assert.Equal(plain.State, under.State);
    }

    /// <summary>Whatever a challenger says, the decision and the state are those without it.</summary>
    [Fact]
    public void Assess_WithChallengers_DecidesAsWithout() => ForSeeds(random =>
    {
        var deployment = SomeModelDeployment.Of(random, challengers: 3);
        deployment = random.Chance(0.3) ? deployment with { Anomaly = null } : deployment;
        var (alone, shadowed) = (new Account(), new Account());
        for (var i = 0; i < 40; i++)
        {
            var transaction = Any(random, i);
            var expected = alone.Assess(
                transaction, (ulong)(i % 5), tables: SomeModelDeployment.Tables(deployment with { Challengers = [] }));
            var actual = shadowed.Assess(transaction, (ulong)(i % 5), tables: SomeModelDeployment.Tables(deployment));
            Assert.Equal((0, 3), (expected.ShadowCount, actual.ShadowCount));
            (actual.ShadowCount, actual.Shadow) = (0, default);
            Assert.Equal(Text(expected), Text(actual));
            Assert.Equal(alone.State, shadowed.State);
        }
    });

    /// <summary>The same transactions, states and models come to the same bits.</summary>
    [Fact]
    public void Assess_AgainUnderTheSameModels_IsEqualToTheBit() => ForSeeds(random =>
    {
        var deployment = SomeModelDeployment.Of(random, random.Below(4));
        var (first, second) = (new Account(), new Account());
        for (var i = 0; i < 40; i++)
        {
            var transaction = Any(random, i);
            var one = first.Assess(transaction, (ulong)(i % 5), tables: SomeModelDeployment.Tables(deployment));
            var two = second.Assess(transaction, (ulong)(i % 5), tables: SomeModelDeployment.Tables(deployment));
            Assert.Equal(Text(one), Text(two));
            Assert.Equal(first.State, second.State);
            var shown = AccountState.Summarize(first.State).LastAnomaly;
            Assert.Equal((one.Anomaly.Score, one.Anomaly.Learned, one.Anomaly.LogOdds, one.Anomaly.ReasonCount),
                (shown.Score, shown.Learned, shown.LogOdds, shown.ReasonCount));
        }
    });

    /// <summary>The population is counted as if there were no model.</summary>
    [Fact]
    public void Assess_UnderAModel_CountsTheSurpriseAsBefore()
    {
        var transaction = Some.Transaction("x", amount: 900_000);
        var (plain, under) = (new Account().WithHabit(), new Account().WithHabit());
        var expected = plain.Assess(transaction);
        var actual = under.Assess(
            transaction, tables: SomeModelDeployment.Tables(SomeModelDeployment.Of(new Seeded(4), challengers: 0)));

        Assert.Equal(Convert.ToHexString(expected.Bins[..]), Convert.ToHexString(actual.Bins[..]));
        Assert.Equal(expected.Anomaly.Surprise, actual.Anomaly.Surprise);
    }

    private static Decision Assess(NamedModel model, TransactionStatus status) => new Account().Assess(
        Some.Transaction(status: status),
        tables: SomeModelDeployment.Tables(ModelDeployment.None with { Anomaly = model }));

    private static Transaction Any(Seeded random, int i) => Some.Transaction(
        $"t-{i}", Some.Noon + (i * Some.Day / 2) + (random.Below(11) * Some.Hour), 100 + random.Below(900_000),
        random.Chance(0.2) ? Direction.Credit : Direction.Debit, country: random.Chance(0.5) ? "MY" : null);

    private static void ForSeeds(Action<Seeded> test)
    {
        for (var seed = 1UL; seed <= 25; seed++)
        {
            test(new Seeded(seed));
        }
    }

    private static string Text(in Decision decision)
    {
        var (anomaly, credit) = (decision.Anomaly, decision.Credit);
        var reasons = string.Join(' ', anomaly.Reasons[..].ToArray().Select(static each =>
            $"{each.Code} {Bits(each.Value)} {Bits(each.Usual)} {each.Points}"));
        return $"{decision.Outcome} {decision.Flags} {anomaly.Score} {Bits(anomaly.AlertRate)} "
            + $"{Bits(anomaly.Surprise)} {anomaly.History} {anomaly.Learned} {Bits(anomaly.LogOdds)} "
            + $"{anomaly.ReasonCount} {reasons} {credit.State} {credit.Score} {credit.ReasonCount} "
            + $"{decision.ShadowCount} {string.Join(' ', decision.Shadow[..].ToArray())} "
            + Convert.ToHexString(decision.Bins[..]);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
