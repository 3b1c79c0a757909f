using OrleansRisk.Benchmarks.Handbook;

namespace OrleansRisk.Benchmarks.Tests.Handbook;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 0.7 }, 0)]
    [InlineData(new[] { 2.0, 4, 4, 4, 5, 5, 7, 9 }, 2.138)]
    public void Of_Figures_IsTheStandardDeviationOfASample(double[] figures, double spread) =>
        Assert.Equal(spread, Spread.Of(figures), precision: 3);
}
