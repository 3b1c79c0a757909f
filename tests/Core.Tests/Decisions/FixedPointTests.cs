using System.Globalization;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Tests.Decisions;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(0, 2, "0.00")]
    [InlineData(7, 0, "7")]
    [InlineData(5, 2, "0.05")]
    [InlineData(12_345, 2, "123.45")]
    [InlineData(12_345, 4, "1.2345")]
    [InlineData(-1_500, 3, "-1.500")]
    [InlineData(1e18, 2, "10000000000000000.00")]
    public void Text_KnownNumbers_HasTheDecimals(double units, int decimals, string text) =>
        Assert.Equal(text, FixedPoint.Text(units, decimals));

    [Fact]
    public void Text_AnyWholeNumber_IsWhatDecimalWrites()
    {
        var random = new Random(20);
        for (var i = 0; i < 20_000; i++)
        {
            var units = random.NextInt64(-(1L << random.Next(1, 53)), 1L << random.Next(1, 53));
            var decimals = random.Next(0, 5);
            var expected = (units / (decimal)Math.Pow(10, decimals)).ToString(
                "F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            Assert.Equal(expected, FixedPoint.Text(units, decimals));
        }
    }
}
