using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Tests;

public sealed class IsotonicRegressionTests
{
    [Fact]
    public void Of_ValuesThatBreakTheWay_ShareTheirWeightedMean()
    {
        Assert.Equal(
            [(1, 1), (3.5, 2), (9, 1)], IsotonicRegression.Of([1, 5, 3, 9], [1, 1, 3, 1], rising: true));
        Assert.Equal(
            [(9, 1), (3.5, 2), (1, 1)], IsotonicRegression.Of([9, 3, 5, 1], [1, 3, 1, 1], rising: false));
        Assert.Equal([(2, 3)], IsotonicRegression.Of([3, 2, 1], [1, 1, 1], rising: true));
    }

    [Fact]
    public void Of_ValuesThatGoTheWay_StayAsTheyAre()
    {
        Assert.Equal([(1, 1), (1, 1), (2, 1)], IsotonicRegression.Of([1, 1, 2], [5, 1, 1], rising: true));
        Assert.Empty(IsotonicRegression.Of([], [], rising: true));
    }
}
