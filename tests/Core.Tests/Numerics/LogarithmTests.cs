using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Tests.Numerics;

public sealed class LogarithmTests
{
    [Fact]
    public void Log_ManyArguments_StaysWithinTwoUlps() =>
        Assert.InRange(Worst(x => Precise.UlpsApart(Logarithm.Log(x), Precise.Ln(x))), 0.4, 2.0);

    [Fact]
    public void Log2_ManyArguments_StaysWithinTwoUlps() =>
        Assert.InRange(
            Worst(x => x is > 0.99 and < 1.01 ? 0
                : Precise.UlpsApart(Logarithm.Log2(x), Precise.PerLn2(Precise.Ln(x)))),
            0.4, 2.0);

    [Fact]
    public void Log1p_NearZero_StaysWithinThreeUlps()
    {
        var random = new Random(5);
        var worst = 0.0;
        for (var i = 0; i < 10_000; i++)
        {
            // x = n/2^k makes 1 + x exact as a ratio of whole numbers.
            var k = random.Next(1, 50);
            var n = random.NextInt64(1, Math.Min(1L << k, 1L << 50));
            var x = n / Math.Pow(2, k);
            var exact = Precise.LnOfRatio((System.Numerics.BigInteger.One << k) + n,
                System.Numerics.BigInteger.One << k);
            worst = Math.Max(worst, Precise.UlpsApart(Logarithm.Log1p(x), exact));
        }

        Assert.InRange(worst, 0.4, 3.0);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(8, 3)]
    [InlineData(0.25, -2)]
    [InlineData(double.Epsilon, -1_074)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Log2_PowersAndEdges_AreExact(double x, double expected) => Assert.Equal(expected, Logarithm.Log2(x));

    private static double Worst(Func<double, double> error)
    {
        var random = new Random(4);
        var worst = 0.0;
        for (var i = 0; i < 30_000; i++)
        {
            var x = (i % 3) switch
            {
                0 => 0.5 + (1.5 * random.NextDouble()),
                1 => 1 + ((random.NextDouble() - 0.5) * 0.02),
                _ => Math.Pow(2, (random.NextDouble() * 200) - 100),
            };
            worst = Math.Max(worst, error(x));
        }

        return worst;
    }
}
