using OrleansRisk.Core.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Tests;

public sealed class ShapeTests
{
    private static readonly ScorecardDesign Design = new();

    /// <summary>
    /// The share of frauds rises once, at 80. By chance a narrow band further down has a few more than its neighbours;
    /// nobody could be told why it costs points.
    /// </summary>
    [Fact]
    public void Fit_BandThatHasMoreFraudsByChance_IsNoBin()
    {
        static double Share(int value) => value is >= 30 and < 32 ? 0.03 : value >= 80 ? 0.10 : 0.01;
        Assert.Equal(30, Fitted(Share, Design with { OneTurn = false }).Edges[0]);
        var bins = Fitted(Share, Design);
        Assert.Equal(80, Assert.Single(bins.Edges));
        Assert.Equal(PointTrend.Rising, bins.Trend);
    }

    /// <summary>A shop's oldest fraud that is known: a week ago is worse than none, and a month ago is over.</summary>
    [Fact]
    public void Fit_PeakThatFraudsSpeakFor_IsKept()
    {
        var bins = Fitted(static value => value is >= 30 and < 60 ? 0.10 : 0.01, Design);
        Assert.Equal([30, 60], bins.Edges);
        Assert.True(bins.Evidence[1] > bins.Evidence[0] && bins.Evidence[1] > bins.Evidence[2]);
        Assert.Equal(PointTrend.Free, bins.Trend);
    }

    [Fact]
    public void Fit_ValleyThatFraudsSpeakFor_IsKept()
    {
        var bins = Fitted(static value => value is >= 30 and < 60 ? 0.01 : 0.10, Design);
        Assert.Equal([30, 60], bins.Edges);
        Assert.True(bins.Evidence[1] < bins.Evidence[0] && bins.Evidence[1] < bins.Evidence[2]);
    }

    [Fact]
    public void Fit_TrendThatIsDeclared_HasNoTurnAndNoOtherWay()
    {
        var falls = Fitted(static value => value < 50 ? 0.10 : 0.01, Design, PointTrend.Rising);
        Assert.Empty(falls.Edges);
        var turns = Fitted(static value => value is >= 30 and < 60 ? 0.10 : 0.01, Design, PointTrend.Rising);
        Assert.Equal((30, PointTrend.Rising), (Assert.Single(turns.Edges), turns.Trend));
    }

    /// <summary>Beside other features a bin may come to say something else; the way it goes stays.</summary>
    [Fact]
    public void With_PointsThatBreakTheShape_AreSmoothedByTheirTransactions()
    {
        Cell[] cells = [new(0, 90, 10), new(1, 80, 20), new(2, 250, 50), new(3, 30, 70), new(4, 99, 1)];
        var bins = FeatureBins.Of(cells, default, new Shape(PointTrend.Rising, 4));
        Assert.Equal([-1, 1.75, 1.75, 3, 2], bins.With([-1, 4, 1, 3, 2, 0]).Evidence);
        Assert.Equal([-1, 0, 1, 2, 2], bins.With([-1, 0, 1, 2, 2, 0]).Evidence);
    }

    private static FeatureBins Fitted(
        Func<int, double> share, ScorecardDesign design, PointTrend declared = PointTrend.Free)
    {
        var random = new Draw(61);
        var (values, bad) = (new double[60_000], new bool[60_000]);
        for (var i = 0; i < values.Length; i++)
        {
            var value = random.Below(100);
            (values[i], bad[i]) = (value, random.Between(0, 1) < share(value));
        }

        return BinFit.Fit(values, bad, FraudRuns.None, declared, design);
    }
}
