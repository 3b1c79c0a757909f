using OrleansRisk.Core.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Tests;

public sealed class FraudRunsTests
{
    [Fact]
    public void Inflation_OfFraudsThatComeOneByOne_IsOne()
    {
        var runs = FraudRuns.Of([.. Enumerable.Range(0, 8).Select(i => SomeRow.Of(i, true, $"shop {i}"))]);
        Assert.Equal(1, runs.Inflation([0, 1, 2], 40, [3, 4, 5, 6, 7], 300), 12);
        Assert.Equal(1, runs.Inflation([], 40, [], 300));
    }

    [Fact]
    public void Inflation_OfARun_IsItsLengthInOneBinAndNoneInBothAlike()
    {
        var shops = FraudRuns.Of([.. Enumerable.Range(0, 8).Select(i => SomeRow.Of(i, true, $"shop {i / 4}"))]);
        Assert.Equal(4, shops.Inflation([0, 1, 2, 3], 100, [4, 5, 6, 7], 100), 12);
        Assert.Equal(1, shops.Inflation([0, 1, 4, 5], 100, [2, 3, 6, 7], 100), 12);

        var accounts = FraudRuns.Of([.. Enumerable.Range(0, 8).Select(i => SomeRow.Of(i / 4, true))]);
        Assert.Equal(4, accounts.Inflation([0, 1, 2, 3], 100, [4, 5, 6, 7], 100), 12);
    }

    /// <summary>
    /// A figure of shops that has nothing to do with fraud. Eight shops are abused six times each, and most of them
    /// happen to lie in its upper half.
    /// </summary>
    [Fact]
    public void Fit_FigureThatTellsAbusedShopsFromOthersByChance_HasOneBin()
    {
        var random = new Draw(8);
        var rows = new List<MeasuredRow>();
        var values = new List<double>();
        for (var i = 0; i < 20_000; i++)
        {
            var shop = random.Below(400);
            rows.Add(SomeRow.Of(i, fraud: false, $"shop {shop}"));
            values.Add(shop);
        }

        foreach (var shop in (int[])[210, 240, 270, 300, 330, 360, 390, 40])
        {
            for (var i = 0; i < 6; i++)
            {
                rows.Add(SomeRow.Of(rows.Count, fraud: true, $"shop {shop}"));
                values.Add(shop);
            }
        }

        var design = new ScorecardDesign(BadBins: 1, BinsMax: 4);
        Assert.NotEmpty(Edges(FraudRuns.None));
        Assert.Empty(Edges(FraudRuns.Of(rows)));

        double[] Edges(FraudRuns runs) => BinFit.Fit(
            [.. values], [.. rows.Select(static row => row.Fraud)], runs, PointTrend.Free, design).Edges;
    }
}
