using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Regression;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Tests;

public sealed class PointFitTests
{
    /// <summary>
    /// Old frauds are found mostly where there are new ones. By itself "an old fraud" speaks against a shop; beside the
    /// new ones it says nothing.
    /// </summary>
    [Fact]
    public void Fit_WhatAnotherFeatureAlreadySays_IsNotHeldAgainstAnybodyTwice()
    {
        var random = new Draw(21);
        var rows = Enumerable.Range(0, 40_000).Select(i =>
        {
            var fresh = random.Below(20) == 0;
            var recent = fresh && random.Below(2) == 0;
            var old = !recent && (fresh || random.Below(4) == 0);
            var share = recent ? 70 : fresh ? 40 : 3;
            return Row(i % 500, random.Below(100) < share, fresh ? 1 : 0, recent ? 3 : old ? 20 : -1);
        }).ToList();
        var card = ScorecardFit.Fit(rows, new ScorecardDesign()).Card;
        var age = Assert.Single(card.Rows, static row => row.Feature == FeatureNumber.CounterpartyFraudAge);
        Assert.InRange(age.PointsOf(20) - age.PointsOf(-1), -5, 5);
        var alone = ScorecardFit.Fit(rows, new ScorecardDesign(BinRidge: 1e9)).Card.Rows
            .Single(static row => row.Feature == FeatureNumber.CounterpartyFraudAge);
        Assert.True(alone.PointsOf(20) - alone.PointsOf(-1) > 10);
    }

    /// <summary>
    /// The worst share is found mostly where a streak has begun. By itself it is the worst, beside the streak a little
    /// better than the one before it.
    /// </summary>
    [Fact]
    public void Fit_PointsPromisedToRise_Rise()
    {
        var random = new Draw(22);
        var rows = Enumerable.Range(0, 40_000).Select(i =>
        {
            var step = random.Below(6);
            var streak = random.Below(10) < (step == 5 ? 9 : 1);
            var share = (step == 5 ? 3 : 1 + step) * (streak ? 5 : 1);
            return Row(i % 500, random.Below(100) < share, step / 5.0, streak ? 3 : -1);
        }).ToList();
        var card = ScorecardFit.Fit(rows, new ScorecardDesign(DifferMin: 2)).Card;
        Assert.Null(card.Check());
        var last = Assert.Single(card.Rows, static row => row.Feature == FeatureNumber.CounterpartyLast1);
        Assert.Equal((PointTrend.Rising, true), (last.Trend, last.Points.Count > 3));
    }

    [Fact]
    public void CellRegression_WithoutPenalty_FindsTheLogOddsOfEachCell()
    {
        // 1 of 4 bad in the first cell, 3 of 4 in the second.
        int[][] rows = [[0], [0], [0], [0], [1], [1], [1], [1]];
        bool[] bad = [true, false, false, false, true, true, true, false];
        var weights = CellRegression.Fit(rows, bad, [[1e-6, 0], [0, 1e-6]]);
        Assert.Equal(-Math.Log(3), weights[0] + weights[1], 4);
        Assert.Equal(Math.Log(3), weights[0] + weights[2], 4);
        var held = CellRegression.Fit(rows, bad, [[10, 0], [0, 10]]);
        Assert.InRange(held[2] - held[1], 0.01, 2 * Math.Log(3) / 2);
    }

    private static MeasuredRow Row(int account, bool fraud, double last, double age) => SomeRow.Of(
        account, fraud, (FeatureNumber.CounterpartyLast1, last), (FeatureNumber.CounterpartyFraudAge, age));
}
