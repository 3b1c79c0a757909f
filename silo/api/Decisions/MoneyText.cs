using System.Globalization;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Decisions;

/// <summary>Money as decimal text with exactly the currency's decimals.</summary>
internal static class MoneyText
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
