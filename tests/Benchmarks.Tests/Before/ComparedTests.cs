using OrleansRisk.Benchmarks.Before;

namespace OrleansRisk.Benchmarks.Tests.Before;

public sealed class ComparedTests
{
    /// <summary>The second round fell into a bad minute of the machine: it hit both builds.</summary>
    [Fact]
    public void Ratio_RoundThatWasSlowForBoth_IsOfTheRounds()
    {
        var both = new Compared([(100, 90), (10, 9), (200, 180), (100, 95), (100, 50)]);

        Assert.Equal(.9, both.Ratio, precision: 6);
        Assert.Equal((100, 90), (both.Before, both.Now));
        Assert.Equal("0.50 to 0.95 in 5", both.Spread);
    }

    [Theory]
    [InlineData(.9, true)]
    [InlineData(.89, false)]
    public void TimesAtLeast_Ratio_IsHeldAgainstIt(double ratio, bool met) =>
        Assert.Equal(met, Bound.TimesAtLeast(.9).IsMet(1e9, ratio));

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(1.51, false)]
    public void AtMost_Figure_IsHeldByItselfWhateverTheRatio(double now, bool met) =>
        Assert.Equal(met, Bound.AtMost(1.5).IsMet(now, 0));

    [Fact]
    public async Task Take_Rounds_WhoIsFirstTakesTurns()
    {
        var order = "";
        var taken = await Turns.Take("b", "n", 2, (side, round) =>
        {
            order += side;
            return Task.FromResult(side + round);
        });

        Assert.Equal("bnnb", order);
        Assert.Equal([("b0", "n0"), ("b1", "n1")], taken);
    }
}
