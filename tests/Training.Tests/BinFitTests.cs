using OrleansRisk.Core.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Tests;

public sealed class BinFitTests
{
    /// <summary>
    /// Few rows have a value at all, and those below 13 are fraud mostly. Equal shares of all rows would begin a bin at
    /// about 9 and the next at 16.
    /// </summary>
    [Fact]
    public void Fit_WhatIsSaidOfFewRows_IsCutWhereTheirFraudEnds()
    {
        var random = new Draw(51);
        var (values, bad) = (new double[40_000], new bool[40_000]);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Below(1_000) < 22 ? random.Below(300) / 10.0 : -1;
            bad[i] = random.Below(100) < (values[i] is >= 0 and < 13 ? 70 : 1);
        }

        var bins = BinFit.Fit(values, bad, FraudRuns.None, PointTrend.Free, new ScorecardDesign());
        Assert.Contains(bins.Edges, static edge => edge is > 12 and < 14);
        Assert.Contains(bins.Edges, static edge => edge is >= 0 and < 1);
    }

    /// <summary>Everything above 220 is fraud, fifty of a thousand: equal shares would begin beside it.</summary>
    [Fact]
    public void Fit_WhereOnlyFraudBegins_IsCutAtTheFirstFraud()
    {
        var random = new Draw(52);
        var (values, bad) = (new double[40_000], new bool[40_000]);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Below(22_000) / 100.0;
            bad[i] = random.Below(40) == 0;
        }

        for (var i = 0; i < 50; i++)
        {
            (values[i], bad[i]) = (220.05 + (i / 10.0), true);
        }

        var bins = BinFit.Fit(values, bad, FraudRuns.None, PointTrend.Free, new ScorecardDesign());
        Assert.Equal(220.05, bins.Edges[^1]);
        Assert.Equal((0, 50), (bins.Cells[^1].Good, bins.Cells[^1].Bad));
    }

    [Fact]
    public void FineEdges_OfAnything_AscendAndBeginAboveTheLeast()
    {
        double[] values = [3, double.NaN, 1, 1, 2, 2, 5];
        bool[] bad = [true, true, false, false, true, false, false];
        Assert.Equal([2, 3], FineEdges.Of(values, bad, 3));
        Assert.Empty(FineEdges.Of([double.NaN], [true], 3));
        Assert.Empty(FineEdges.Of([1, 1], [true, false], 3));
    }
}
