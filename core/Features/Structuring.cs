using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>Amounts that look chosen: round ones, and ones just below what has to be reported.</summary>
internal static class Structuring
{
    private const double Near = 0.1;

    public static void Measure(in ScoringContext context, ref FeatureRow row)
    {
        if (context.Amount == 0)
        {
            return;
        }

        var currency = new AccountHeader(context.State).Currency;
        var unit = UnitOf(currency);
        row[(int)FeatureNumber.AmountRound] = Zeros(context.Amount, unit);
        if (LimitOf(currency) is > 0 and var limit)
        {
            row[(int)FeatureNumber.AmountBelowLimit] = Nearness(context.Amount, limit * unit);
        }
    }

    private static int Zeros(long amount, long unit)
    {
        if (amount % unit != 0)
        {
            return 0;
        }

        var zeros = 0;
        for (var whole = amount / unit; whole % 10 == 0; whole /= 10)
        {
            zeros++;
        }

        return zeros;
    }

    private static double Nearness(long amount, long limit) =>
        amount >= limit ? 0 : Math.Max(0, 1 - ((limit - amount) / (Near * limit)));

    private static long UnitOf(ushort currency) => CurrencyTable.DecimalsOf(currency) switch
    {
        0 => 1,
        1 => 10,
        2 => 100,
        3 => 1_000,
        _ => 10_000,
    };

    /// <summary>Whole units from which cash has to be reported where the currency is at home; 0 if not known.</summary>
    private static long LimitOf(ushort currency) => currency switch
    {
        458 => 25_000, // MYR
        840 or 124 or 036 => 10_000, // USD, CAD, AUD
        702 => 20_000, // SGD
        978 => 10_000, // EUR
        _ => 0,
    };
}
