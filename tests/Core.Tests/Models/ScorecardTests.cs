using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Models;

public sealed class ScorecardTests
{
    private static readonly Thresholds Never = new(1_001, 1_001);

    [Fact]
    public void Score_BinsOfTheValues_AddUpToPointsAndTheirOdds()
    {
        var card = new Scorecard(ScoreScale.Risk, 300,
            [new(FeatureNumber.AmountZ, [1, 3], [-20, 0, 200], Missing: 7, Usual: 1)], Never);
        Assert.Equal(280, card.Score(Row(0.99)).Points);
        Assert.Equal(300, card.Score(Row(1)).Points); // a bin begins at its edge
        Assert.Equal(307, card.Score(Row(double.NaN)).Points);
        var even = card.Score(Row(3));
        Assert.Equal((500, 0.0, 0.5), (even.Score, even.LogOdds, even.Probability));
    }

    /// <summary>The two scales, by the figures they were agreed on with.</summary>
    [Fact]
    public void Scales_KnownProbabilities_StandWhereTheyWereAgreed()
    {
        static double LogOdds(double p) => Math.Log(p / (1 - p));
        Assert.Equal(101, Math.Round(ScoreScale.Risk.Points(LogOdds(0.001))));
        Assert.Equal(765, Math.Round(ScoreScale.Risk.Points(LogOdds(0.99))));
        Assert.Equal(355, Math.Round(ScoreScale.Credit.Points(LogOdds(0.5))));
        Assert.Equal(686, Math.Round(ScoreScale.Credit.Points(LogOdds(0.01))));
        Assert.Equal(853, Math.Round(ScoreScale.Credit.Points(LogOdds(0.001))));
        Assert.Equal(-3.2, ScoreScale.Credit.LogOdds(ScoreScale.Credit.Points(-3.2)), 12);
    }

    [Fact]
    public void Explain_RandomCardsAndRows_PartsAndWhatIsUsualAreExactlyTheScore()
    {
        var random = new Seeded(5);
        for (var round = 0; round < 2_000; round++)
        {
            var card = SomeCard.Of(random);
            Assert.Null(card.Check());
            var row = SomeCard.Row(random, card.Features);
            var why = card.Explain(row);
            Assert.Equal(card.Score(row).Points, why.Usual + why.Parts.Sum(static part => part.Points));
            Assert.Equal(why.Parts.Count, why.Parts.DistinctBy(static part => part.Family).Count());
            var reasons = why.Reasons(card.Scale);
            Assert.InRange(reasons.Count, 0, 4);
            Assert.All(reasons, reason => Assert.True(card.Scale.Harm(reason.Points) > 0));
        }
    }

    [Fact]
    public void Reasons_PointsLost_AreRankedByWhatTheyCost()
    {
        var card = new Scorecard(ScoreScale.Credit, 600,
            [
                new(FeatureNumber.BalanceTrend, [0], [-90, 10], 0, 0),
                new(FeatureNumber.IncomeLevel, [5], [-40, 0], 0, 0),
                new(FeatureNumber.CashShare, [0.5], [20, -5], 0, 0),
            ], new Thresholds(500, 400));
        var row = FeatureRow.Missing();
        (row[(int)FeatureNumber.BalanceTrend], row[(int)FeatureNumber.IncomeLevel]) = (-1, 3);
        row[(int)FeatureNumber.CashShare] = 0.1;
        var reasons = card.Explain(row).Reasons(card.Scale);
        Assert.Equal([FeatureNumber.BalanceTrend, FeatureNumber.IncomeLevel], reasons.Select(static r => r.Feature));
        Assert.Equal(490, card.Score(row).Score);
    }

    [Fact]
    public void Check_WhatIsUnsound_IsNamed()
    {
        Check("edges are not finite and ascending", new(FeatureNumber.AmountZ, [1, 1], [1, 2, 3], 0, 0));
        Check("edges are not finite and ascending", new(FeatureNumber.AmountZ, [double.NaN], [1, 2], 0, 0));
        Check("one point more than edges", new(FeatureNumber.AmountZ, [1], [1], 0, 0));
        Check("promised to rise", new(FeatureNumber.AmountZ, [1], [2, 1], 0, 0, PointTrend.Rising));
        Check("promised to fall", new(FeatureNumber.AmountZ, [1], [1, 2], 0, 0, PointTrend.Falling));
        Check("beyond all bounds", new(FeatureNumber.AmountZ, [1], [1, int.MinValue], 0, 0));
        var twice = new ScorecardRow(FeatureNumber.AmountZ, [1], [1, 2], 0, 0);
        Assert.Contains("twice", new Scorecard(ScoreScale.Risk, 0, [twice, twice], Never).Check());
        Assert.Contains("threshold", new Scorecard(ScoreScale.Risk, 0, [twice], new(1_002, 1_002)).Check());
        Assert.Contains("reviewed", new Scorecard(ScoreScale.Risk, 0, [twice], new(800, 700)).Check());
        Assert.Null(new Scorecard(ScoreScale.Credit, 0, [twice], new(800, 700)).Check());
    }

    private static void Check(string wrong, ScorecardRow row) =>
        Assert.Contains(wrong, new Scorecard(ScoreScale.Risk, 0, [row], Never).Check());

    private static FeatureRow Row(double z)
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.AmountZ] = z;
        return row;
    }
}
