using System.Globalization;
using System.Numerics;
using OrleansRisk.Api.Values;

namespace OrleansRisk.Api.Tests.Transactions;

public sealed class CardNumbersTests
{
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4222222222222")]
    [InlineData("5555555555554444")]
    [InlineData("2223003122003222")]
    [InlineData("378282246310005")]
    [InlineData("30569309025904")]
    [InlineData("6011111111111117")]
    [InlineData("3530111333300000")]
    [InlineData("6200000000000005")]
    [InlineData("6759649826438453")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("ACC:4111111111111111")]
    [InlineData("card 4111.1111.1111.1111 of A")]
    public void IsIn_NumberOfAnIssuer_IsFound(string text) => Assert.True(CardNumbers.IsIn(text));

    [Theory]
    [InlineData("4111111111111112")] // check digit
    [InlineData("41111111111111110")] // longer than the issuer's
    [InlineData("1111111111111117")] // of no issuer
    [InlineData("7992739871300000")]
    [InlineData("A-1")]
    [InlineData("")]
    public void IsIn_WhatIsNoCard_IsLeftAlone(string text) => Assert.False(CardNumbers.IsIn(text));

    [Theory]
    [InlineData("GB", "ABCD", 14)]
    [InlineData("DE", "", 18)]
    [InlineData("NL", "BANK", 10)]
    [InlineData("FR", "", 23)]
    public void IsIn_TenThousandIbans_AreAllLeftAlone(string country, string bank, int digits)
    {
        var draw = new Random(1404);
        for (var i = 0; i < 10_000; i++)
        {
            var account = bank + string.Concat(Enumerable.Range(0, digits).Select(_ => draw.Next(10)));
            Assert.False(CardNumbers.IsIn(Iban(country, account)), account);
        }
    }

    [Fact]
    public void IsIn_AccountNumbersOfFourteenDigits_AreHardlyEverTakenForCards()
    {
        var draw = new Random(1405);
        var taken = Enumerable.Range(0, 100_000).Count(_ => CardNumbers.IsIn(
            draw.NextInt64(10_000_000_000_000, 100_000_000_000_000).ToString(CultureInfo.InvariantCulture)));

        Assert.InRange(taken, 1, 600); // a tenth of those that begin as Diners Club's; by the check digit alone 10,000
    }

    [Fact]
    public void IsIn_IbanWithAWrongCheckDigit_IsLookedOverForACard()
    {
        const string DinersClub = "ABCD30569309025904";

        Assert.False(CardNumbers.IsIn(Iban("GB", DinersClub)));
        Assert.True(CardNumbers.IsIn("GB00" + DinersClub));
        Assert.True(CardNumbers.IsIn(Iban("NL", DinersClub))); // too long for a Dutch one
    }

    private static string Iban(string country, string account) =>
        $"{country}{98 - Modulo97(account + country + "00"):00}{account}";

    private static int Modulo97(string text) => (int)(BigInteger.Parse(
        string.Concat(text.Select(each => char.IsAsciiDigit(each) ? $"{each}" : $"{each - 'A' + 10}")),
        CultureInfo.InvariantCulture) % 97);
}
