using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Credit;

/// <summary>Which features a card has, how each is transformed, and how strongly weights are held near zero.</summary>
/// <param name="Ridge">On weights of standardised terms; for rows in the hundreds.</param>
internal sealed record CardDesign(string Name, double Ridge, IReadOnlyList<DesignTerm> Terms)
{
    private const double Thousand = 100_000; // minor units

    /// <summary>
    /// Few terms, each of another thing: reserves and how they move, steadiness of income, bills that are paid, fees
    /// out of the ordinary, what is asked for, and who answers for it.
    /// </summary>
    public static CardDesign CashFlow { get; } = new("cash flow card", 5,
    [
        new(FeatureNumber.BalanceLowest90D, CreditModelScale.Logarithm, Thousand),
        new(FeatureNumber.BalanceTrend),
        new(FeatureNumber.BalanceVolatility),
        new(FeatureNumber.IncomeVariation12M),
        new(FeatureNumber.FlowNegativeMonths6),
        new(FeatureNumber.EssentialCount),
        new(FeatureNumber.EssentialShare),
        new(FeatureNumber.FeesPeak, CreditModelScale.Logarithm, 100),
        new(FeatureNumber.CoverageUncategorised),
        new(FeatureNumber.RequestInstalment, CreditModelScale.Logarithm, Thousand),
        new(FeatureNumber.RequestHolders),
    ]);

    /// <summary>A plain logistic on seventeen features as they are, to compare with.</summary>
    public static CardDesign Plain { get; } = new("plain logistic, 17 features", 1e-6,
    [
        new(FeatureNumber.RequestAmount), new(FeatureNumber.RequestInstalment), new(FeatureNumber.RequestMonths),
        new(FeatureNumber.RequestInstalmentShare), new(FeatureNumber.IncomeLevel), new(FeatureNumber.IncomeVariation),
        new(FeatureNumber.IncomeCount), new(FeatureNumber.SavingsRate6M), new(FeatureNumber.FlowNegativeMonths6),
        new(FeatureNumber.BalanceLow90D), new(FeatureNumber.BalanceMiddle90D), new(FeatureNumber.BalanceHigh90D),
        new(FeatureNumber.BalanceVolatility), new(FeatureNumber.BalanceNegative90D), new(FeatureNumber.CashShare),
        new(FeatureNumber.FeesShare), new(FeatureNumber.EssentialShare),
    ]);

    public static IReadOnlyList<CardDesign> All { get; } = [CashFlow, Plain];
}

internal sealed record DesignTerm(
    FeatureNumber Feature, CreditModelScale Scale = CreditModelScale.Linear, double Unit = 1);
