using OrleansRisk.Api.Values;

namespace OrleansRisk.Api.Tests.Transactions;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("55.71", 2, 5_571)]
    [InlineData("55.7", 2, 5_570)]
    [InlineData("55", 2, 5_500)]
    [InlineData("0.01", 2, 1)]
    [InlineData("12", 0, 12)]
    [InlineData("1.005", 3, 1_005)]
    [InlineData("10000000000000.00", 2, 1_000_000_000_000_000)]
    public void ToMinor_Text_IsExact(string text, int decimals, long minor)
    {
        Assert.Null(DecimalText.ToMinor(text, decimals, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData("4.4512", 44_512, 4)]
    [InlineData("4.4500", 445, 2)]
    [InlineData("0.000000000001", 1, 12)]
    [InlineData("15000", 15_000, 0)]
    public void ToRate_Text_IsMantissaAndScale(string text, long mantissa, byte scale)
    {
        Assert.Null(DecimalText.ToRate(text, out var readMantissa, out var readScale));
        Assert.Equal((mantissa, scale), (readMantissa, readScale));
    }

    [Fact]
    public void ToMinor_EveryAmountOfADayOfSen_RoundTrips()
    {
        for (var minor = 1L; minor < 100_000; minor += 7)
        {
            var text = $"{minor / 100}.{minor % 100:00}";
            Assert.Null(DecimalText.ToMinor(text, 2, out var read));
            Assert.Equal(minor, read);
        }
    }
}
