using System.Globalization;

namespace OrleansRisk.Core.Transactions;

/// <summary>Money as decimal text with exactly the currency's decimals: 9000 sen are <c>90.00</c>.</summary>
public static class MoneyText
{
    public static string Of(long minor, Currency currency)
    {
        var amount = (decimal)minor;
        for (var i = 0; i < currency.Decimals; i++)
        {
            amount /= 10;
        }

        return amount.ToString(
            "F" + currency.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
