using OrleansRisk.Core.Features;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Tests;

public sealed class FeatureChoiceTests
{
    private const FeatureNumber First = FeatureNumber.AmountRatioMean;
    private const FeatureNumber Second = FeatureNumber.VelocityHawkes;
    private const FeatureNumber Weekday = FeatureNumber.TimeWeekday;

    /// <summary>
    /// By itself the second speaks for fraud, because it comes with the first; beside it, against. Its reasons could
    /// not be explained. The weekday says next to nothing.
    /// </summary>
    [Fact]
    public void Fit_WhatTheCardDoesWithout_IsOnThePageWithItsReason()
    {
        var random = new Draw(31);
        List<MeasuredRow> rows = [.. Enumerable.Range(0, 20_000).Select(i =>
        {
            var first = random.Below(10) == 0;
            var second = random.Below(10) < (first ? 9 : 1);
            var weekday = random.Below(7);
            var share = (first ? (second ? 35 : 60) : second ? 3 : 6) + (weekday / 3);
            return SomeRow.Of(i % 500, random.Below(100) < share,
                (First, first ? 1 : 0), (Second, second ? 1 : 0), (Weekday, weekday));
        })];
        var fitted = ScorecardFit.Fit(rows, new ScorecardDesign(DifferMin: 1));
        Assert.Equal([First], fitted.Card.Rows.Select(static row => row.Feature));
        Assert.Equal([Weekday, Second], fitted.Left.Select(static each => each.Feature.Feature));
        var page = ScorecardPage.Of(fitted, rows).ToString();
        Assert.Matches("usually -?[0-9]+ points, rising", page);
        Assert.Matches("velocity.hawkes</td><td>[0-9.]+</td><td class='w'>speaks against its own evidence", page);
        Assert.Matches("time.weekday</td><td>[0-9.]+</td><td class='w'>says too little", page);
    }

    [Fact]
    public void Fit_MoreFeaturesThanACardMayHave_LosesTheLeast()
    {
        var random = new Draw(32);
        List<MeasuredRow> rows = [.. Enumerable.Range(0, 20_000).Select(i =>
        {
            var (strong, weak) = (random.Below(10) == 0, random.Below(10) == 0);
            return SomeRow.Of(i % 500, random.Below(100) < 2 + (strong ? 30 : 0) + (weak ? 8 : 0),
                (First, weak ? 1 : 0), (Second, strong ? 1 : 0));
        })];
        var fitted = ScorecardFit.Fit(rows, new ScorecardDesign(RowsMax: 1, ValueMin: 0.01));
        Assert.Equal([Second], fitted.Card.Rows.Select(static row => row.Feature));
        Assert.Equal("moves the score least", Assert.Single(fitted.Left).Why);
    }

    /// <summary>An amount and its logarithm cut the same transactions apart: the card needs one of them.</summary>
    [Fact]
    public void Fit_WhatSaysTheSameOfEveryRow_IsLeftOutForThePlainFigure()
    {
        var random = new Draw(33);
        List<MeasuredRow> rows = [.. Enumerable.Range(0, 20_000).Select(i =>
        {
            var amount = 1 + random.Below(10_000);
            return SomeRow.Of(i % 500, random.Below(100) < (amount > 9_000 ? 40 : 2),
                (FeatureNumber.AmountLog, Math.Log(amount)), (FeatureNumber.AmountValue, amount));
        })];
        var fitted = ScorecardFit.Fit(rows, new ScorecardDesign());
        Assert.Equal([FeatureNumber.AmountValue], fitted.Card.Rows.Select(static row => row.Feature));
        var left = Assert.Single(fitted.Left);
        Assert.Equal(
            (FeatureNumber.AmountLog, "says the same as another, of every row"), (left.Feature.Feature, left.Why));
    }

    /// <summary>
    /// Two that see the same thing share what it says. Which of them is the better one in so few frauds is luck, and
    /// the card should not lose the other by it.
    /// </summary>
    [Fact]
    public void Fit_TwoThatSeeNearlyTheSame_BothStay()
    {
        for (var seed = 0UL; seed < 10; seed++)
        {
            var random = new Draw(40 + seed);
            List<MeasuredRow> rows = [.. Enumerable.Range(0, 6_000).Select(i =>
            {
                var first = random.Below(20) == 0;
                var second = first != (random.Below(50) == 0);
                return SomeRow.Of(
                    i % 500, random.Below(100) < (first ? 40 : 1), (First, first ? 1 : 0), (Second, second ? 1 : 0));
            })];
            Assert.Equal(2, ScorecardFit.Fit(rows, new ScorecardDesign()).Card.Rows.Count);
        }
    }
}
