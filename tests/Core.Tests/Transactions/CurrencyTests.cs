using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Transactions;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("MYR", 458, 2)]
    [InlineData("JPY", 392, 0)]
    [InlineData("KWD", 414, 3)]
    [InlineData("CLF", 990, 4)]
    [InlineData("EUR", 978, 2)]
    [InlineData("USD", 840, 2)]
    [InlineData("ISK", 352, 0)]
    [InlineData("XCG", 532, 2)]
    [InlineData("ZWG", 924, 2)]
    public void TryParse_InUse_HasNumberAndDecimals(string code, int number, int decimals)
    {
        Assert.True(Currency.TryParse(code, out var currency));
        Assert.Equal((number, decimals, code), (currency.Number, currency.Decimals, currency.Code));
        Assert.Equal(currency, Currency.FromNumber((ushort)number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MY")]
    [InlineData("myr")]
    [InlineData("MYRR")]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("HRK")]
    [InlineData("DEM")]
    [InlineData("ÄÖÜ")]
    [InlineData("A\0B")]
    public void TryParse_NotInUse_IsRefused(string code) => Assert.False(Currency.TryParse(code, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1_000)]
    [InlineData(65_535)]
    public void FromNumber_Unknown_Throws(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Currency.FromNumber((ushort)number));

    [Fact]
    public void Table_EveryRow_ReadsBackByCodeAndNumber()
    {
        var seen = 0;
        for (ushort number = 1; number < 1_000; number++)
        {
            if (CurrencyTable.Knows(number))
            {
                seen++;
                Assert.Equal(number, CurrencyTable.NumberOf(CurrencyTable.CodeOf(number)));
                Assert.InRange(CurrencyTable.DecimalsOf(number), 0, 4);
                Assert.InRange(CurrencyTable.MagnitudeOf(number), 0, 5);
            }
        }

        Assert.Equal(CurrencyTable.Count, seen);
        Assert.Equal(164, seen);
    }

    [Theory]
    [InlineData("USD", 1_000, 44_550, 4, 4_455)]
    [InlineData("JPY", 1_000, 30, 3, 3_000)]
    [InlineData("KWD", 1_000, 14_5, 1, 1_450)]
    [InlineData("USD", 5, 1, 1, 0)]
    [InlineData("USD", 15, 1, 1, 2)]
    [InlineData("USD", 25, 1, 1, 2)]
    [InlineData("USD", 1_000_000_000_000_000, 1_000_000, 0, 1_000_000_000_000_000)]
    [InlineData("USD", 1, 1, 60, 0)]
    public void InAccountCurrency_WithRate_RoundsHalfToEven(string currency, long amount, long mantissa, byte scale,
        long expected)
    {
        var transaction = Some.Transaction(amount: amount, currency: currency, fx: new ExchangeRate(mantissa, scale));
        Assert.Equal(expected, Money.InAccountCurrency(transaction, 458));
    }

    [Fact]
    public void InAccountCurrency_ForeignWithoutUsableRate_IsUnknown()
    {
        Assert.Null(Money.InAccountCurrency(Some.Transaction(currency: "USD"), 458));
        Assert.Null(Money.InAccountCurrency(Some.Transaction(currency: "USD", fx: new ExchangeRate(0, 2)), 458));
        Assert.Equal(5_000, Money.InAccountCurrency(Some.Transaction(fx: new ExchangeRate(2, 0)), 458));
    }
}
