using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Transactions;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("MYR", 9_000, "90.00")]
    [InlineData("MYR", -5, "-0.05")]
    [InlineData("MYR", 0, "0.00")]
    [InlineData("JPY", 9_000, "9000")]
    [InlineData("KWD", 9_001, "9.001")]
    [InlineData("MYR", long.MaxValue, "92233720368547758.07")]
    public void Of_MinorUnits_HasTheCurrencysDecimals(string currency, long minor, string text)
    {
        Assert.True(Currency.TryParse(currency, out var known));
        Assert.Equal(text, MoneyText.Of(minor, known));
    }
}
