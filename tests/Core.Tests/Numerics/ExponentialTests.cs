using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Tests.Numerics;

public sealed class ExponentialTests
{
    [Fact]
    public void Exp_ManyArguments_StaysWithinOneUlp()
    {
        var random = new Random(1);
        var worst = 0.0;
        for (var i = 0; i < 30_000; i++)
        {
            var x = i % 3 == 0 ? (random.NextDouble() - 0.5) * 2 : (random.NextDouble() * 1_400) - 700;
            worst = Math.Max(worst, Precise.UlpsApart(Exponential.Exp(x), Precise.Exp(x)));
        }

        Assert.InRange(worst, 0.4, 1.0);
    }

    [Fact]
    public void Exp2_ManyArguments_StaysWithinOneUlp()
    {
        var random = new Random(2);
        var worst = 0.0;
        for (var i = 0; i < 10_000; i++)
        {
            // 2^x against e^(x ln 2): the tables in thousandths of a half-lifecycle are what matters.
            var whole = random.Next(-1_000, 1_000);
            var x = whole / 1_024.0;
            var exact = Precise.Exp2(whole, 1_024);
            worst = Math.Max(worst, Precise.UlpsApart(Exponential.Exp2(x), exact));
        }

        Assert.InRange(worst, 0.4, 1.0);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1_024)]
    [InlineData(-3, 0.125)]
    [InlineData(1_023, 8.98846567431158E+307)]
    [InlineData(1_024, double.PositiveInfinity)]
    [InlineData(-1_074, double.Epsilon)]
    [InlineData(-1_080, 0)]
    public void Exp2_WholeNumbers_AreExact(double x, double expected) => Assert.Equal(expected, Exponential.Exp2(x));

    [Fact]
    public void Exp_OutsideTheRange_IsZeroOrInfinity()
    {
        Assert.Equal(0, Exponential.Exp(-746));
        Assert.Equal(double.PositiveInfinity, Exponential.Exp(710));
        Assert.True(double.IsNaN(Exponential.Exp(double.NaN)));
        Assert.Equal(1, Exponential.Exp(0));
    }

    [Fact]
    public void Expm1_NearZero_StaysWithinTwoUlps()
    {
        var random = new Random(3);
        var worst = 0.0;
        for (var i = 0; i < 10_000; i++)
        {
            var x = (random.NextDouble() - 0.5) * Math.Pow(2, -random.Next(0, 40));
            var (mantissa, exponent) = Precise.Exp(x);
            var exact = (exponent >= 0 ? mantissa << exponent : mantissa >> -exponent) - Precise.Of(1);
            worst = Math.Max(worst, Precise.UlpsApart(Exponential.Expm1(x), exact));
        }

        Assert.InRange(worst, 0.1, 2.0);
    }
}
