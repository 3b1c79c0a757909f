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

    private static readonly double[] Dollars = [40, 150, 100, 800];
    private static readonly double[] UnitScale = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Expected amount in minor units.</summary>
    public static double Amount(ushort currency, PayWay way) =>
        Dollars[(int)way] * UnitScale[CurrencyTable.MagnitudeOf(currency) + Math.Min(CurrencyTable.DecimalsOf(currency), 3)];

    public static double Log(ushort currency, PayWay way) => Logarithm.Log(1 + (0.5 * Amount(currency, way)));
}
