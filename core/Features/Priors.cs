using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>
/// What is expected of an account before it has a history: weighs as much as five transactions. Coarse on purpose, from
/// the order of magnitude of the currency only.
/// </summary>
internal static class Priors
{
    /// <summary>Pseudo-transactions behind every prior.</summary>
    public const double Weight = 5;

    /// <summary>Standard deviation of ln(amount) expected of an account.</summary>
    public const double LogSpread = 1.2;

    /// <summary>Standard deviation of amounts as a multiple of their mean.</summary>
    public const double AmountSpread = 1.0;

    /// <summary>Payments a day, and the days of watching that this weighs.</summary>
    public const double PaymentsPerDay = 1.0;
    public const double RateDays = 1.0;

    /// <summary>Share of payments that go to someone new.</summary>
    public const double NewPartyShare = 0.3;

    /// <summary>Share of fraud among all transactions.</summary>
    public const double FraudShare = 0.002;

    private const int Ways = 4;
    private const int Scales = 9;
    private static readonly double[] Dollars = [40, 150, 100, 800];
    private static readonly double[] Amounts = AllAmounts();
    private static readonly double[] Logs = AllLogs();

    /// <summary>Expected amount in minor units.</summary>
    public static double Amount(ushort currency, PayWay way) => Amounts[Place(currency, way)];

    /// <summary>Expected ln(1 + amount): amounts are skewed, so half of the expected one.</summary>
    public static double Log(ushort currency, PayWay way) => Logs[Place(currency, way)];

    private static int Place(ushort currency, PayWay way)
    {
        var decimals = Math.Min(CurrencyTable.DecimalsOf(currency), 3);
        return ((CurrencyTable.MagnitudeOf(currency) + decimals) * Ways) + (int)way;
    }

    private static double[] AllAmounts()
    {
        var amounts = new double[Scales * Ways];
        var units = 1.0;
        for (var scale = 0; scale < Scales; scale++, units *= 10)
        {
            for (var way = 0; way < Ways; way++)
            {
                amounts[(scale * Ways) + way] = Dollars[way] * units;
            }
        }

        return amounts;
    }

    private static double[] AllLogs()
    {
        var logs = new double[Scales * Ways];
        for (var place = 0; place < logs.Length; place++)
        {
            logs[place] = Logarithm.Log(1 + (0.5 * Amounts[place]));
        }

        return logs;
    }
}
