using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Tests;

public sealed class DrawTests
{
    private const int Many = 200_000;

    /// <summary>What SplitMix64 is published to say of the seed 0.</summary>
    [Fact]
    public void Draw_OneSeed_IsTheSameEverywhere()
    {
        var draw = new Draw(0);
        Assert.Equal([35, 0, 79, 44], Enumerable.Range(0, 4).Select(_ => draw.Below(100)));
    }

    [Fact]
    public void Draw_ManyOfADistribution_HaveItsMeanAndVariance()
    {
        var draw = new Draw(7);
        Check(12.5, 18.75, () => draw.Between(5, 20));
        Check(-3, 4, () => draw.Normal(-3, 2));
        Check(1.7, 1.7, () => draw.Poisson(1.7));
        Check(0, 0, () => draw.Poisson(0));
    }

    [Fact]
    public void Shuffle_Numbers_AreAllStillThere()
    {
        var items = Enumerable.Range(0, 1_000).ToArray();
        new Draw(3).Shuffle(items);
        Assert.NotEqual(Enumerable.Range(0, 1_000), items);
        Assert.Equal(Enumerable.Range(0, 1_000), items.Order());
    }

    private static void Check(double mean, double variance, Func<double> draw)
    {
        var drawn = Enumerable.Range(0, Many).Select(_ => draw()).ToArray();
        var seen = drawn.Average();
        Assert.InRange(seen, mean - 0.03, mean + 0.03);
        Assert.InRange(drawn.Average(each => (each - seen) * (each - seen)), variance * 0.97, variance * 1.03);
    }
}
