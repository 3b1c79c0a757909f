using OrleansRisk.Samples.Demo.Learning;

namespace OrleansRisk.Samples.Tests.Demo;

/// <summary>The demo's own figures, against their definitions.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void Auc_OfDrawnRows_IsTheShareOfPairsInOrder()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var rows = Drawn(seed);
            var pairs = from bad in rows.Where(row => row.Fraud)
                        from good in rows.Where(row => !row.Fraud)
                        select bad.Score > good.Score ? 1 : bad.Score < good.Score ? 0 : 0.5;
            Assert.Equal(pairs.Average(), Judgement.Auc(rows), precision: 12);
        }
    }

    [Fact]
    public void AveragePrecision_OfFraudsAtTheTopAndBelow_IsTheMeanOfTheirPrecisions()
    {
        (double, bool)[] rows = [(9, true), (8, false), (7, true), (6, false), (5, false)];
        Assert.Equal((1 + (2.0 / 3)) / 2, Judgement.AveragePrecision(rows), precision: 12);
    }

    [Fact]
    public void Groups_OfDrawnRows_HoldEveryRowOnce()
    {
        var rows = Drawn(7).Select(row => (row.Score / 10, row.Fraud)).ToList();
        double[] from = [0, 0.3, 0.9];
        var groups = Judgement.Groups(rows, from).ToList();
        Assert.Equal(rows.Count, groups.Sum(group => group.Rows));
        Assert.All(groups, group => Assert.InRange(
            group.Promised, group.From, from.SkipWhile(low => low <= group.From).FirstOrDefault(1)));
    }

    private static List<(double Score, bool Fraud)> Drawn(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 60).Select(i => ((double)random.Next(10), i % 7 == 0))];
    }
}
