using OrleansRisk.Tenants.Models.Monitoring;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Models;

public sealed class MonitoringTests
{
    /// <summary>By hand: shares .5 and .5 beside .25 and .75 (half an event added to each of two bins).</summary>
    [Fact]
    public void Stability_OfTwoBins_IsTheSumByHand()
    {
        var (e, a) = (500.5 / 1_001, 250.5 / 1_001);
        var expected = ((a - e) * Math.Log(a / e)) + ((e - a) * Math.Log((1 - a) / (1 - e)));

        var index = StabilityIndex.Of([500, 500], [250, 750]);

        Assert.Equal(expected, index.Index, 12);
        Assert.Equal((2, 0.002, true), (index.Bins, index.NoiseFloor, index.Enough));
    }

    /// <summary>Two samples of one distribution: on average the index is its noise floor, not zero.</summary>
    [Theory]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Stability_WithoutDrift_IsItsNoiseFloorOnAverage(int events) => Seeds.Run(7, random =>
    {
        var (sum, floor) = (0.0, 0.0);
        for (var round = 0; round < 300; round++)
        {
            var index = StabilityIndex.Of(Drawn(random, events), Drawn(random, events));
            (sum, floor) = (sum + index.Index, floor + index.NoiseFloor);
        }

        Assert.InRange(sum / floor, 0.85, 1.15);
    });

    [Fact]
    public void Stability_OfAnEmptyWindow_SaysNothing()
    {
        var index = StabilityIndex.Of([5, 5], [0, 0]);
        Assert.Equal((0.0, false, 0L), (index.Index, index.Enough, index.Current));
    }

    [Fact]
    public void Edges_OfAnyCounts_CutEverythingOnceAndAboutEvenly() => Seeds.Run(8, random =>
    {
        for (var round = 0; round < 200; round++)
        {
            var counts = new long[1_001];
            for (var i = 0; i < 500; i++)
            {
                counts[random.Next(random.Next(1, 1_001))]++;
            }

            var edges = StabilityIndex.Edges(counts, 10);
            var binned = StabilityIndex.Binned(counts, edges);
            Assert.Equal(500, binned.Sum());
            Assert.InRange(edges.Count, 0, 9);
            Assert.Equal(edges.Order().Distinct(), edges);
            Assert.True(binned.Length <= 10);
        }
    });

    /// <summary>Against the definition: of all pairs of a fraud and a genuine one, the share in order.</summary>
    [Fact]
    public void Quality_OfAnyScores_IsTheDefinition() => Seeds.Run(9, random =>
    {
        for (var round = 0; round < 100; round++)
        {
            var scored = Enumerable.Range(0, 60)
                .Select(_ => (Score: random.Next(12), Bad: random.Next(5) == 0)).ToList();
            scored.AddRange([(3, true), (3, false)]);
            var (good, bad) = (new long[12], new long[12]);
            scored.ForEach(each => (each.Bad ? bad : good)[each.Score]++);
            var (bads, goods) = (scored.Where(static e => e.Bad).ToList(), scored.Where(static e => !e.Bad).ToList());
            var area = bads.Average(b => goods.Average(g => b.Score > g.Score ? 1 : b.Score == g.Score ? 0.5 : 0));
            var precision = bads.Average(b =>
                bads.Count(x => x.Score >= b.Score) / (double)scored.Count(x => x.Score >= b.Score));

            var quality = RankQuality.Of(good, bad);

            Assert.Equal(area, quality.Area, 10);
            Assert.Equal(precision, quality.AveragePrecision, 10);
        }
    });

    private static long[] Drawn(Random random, int events)
    {
        var counts = new long[10];
        for (var i = 0; i < events; i++)
        {
            counts[random.Next(10)]++;
        }

        return counts;
    }
}
