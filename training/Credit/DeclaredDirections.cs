using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// Which way each credit feature may go, decided by what it means and not by any loans. A feature without a direction
/// is no candidate until a lender declares one.
/// </summary>
internal static class DeclaredDirections
{
    private static readonly FeatureNumber[] Rising =
    [
        FeatureNumber.IncomeVariation, FeatureNumber.IncomeVariation12M, FeatureNumber.IncomeOverdue,
        FeatureNumber.BalanceVolatility, FeatureNumber.BalanceNegative30D, FeatureNumber.BalanceNegative90D,
        FeatureNumber.BalanceNegativeRun, FeatureNumber.ReturnedCount30D, FeatureNumber.ReturnedCount60D,
        FeatureNumber.ReturnedCount90D, FeatureNumber.DebtService, FeatureNumber.DebtLenders,
        FeatureNumber.BorrowingShare, FeatureNumber.BorrowingCount, FeatureNumber.BorrowingCount14D,
        FeatureNumber.EssentialShare, FeatureNumber.FlowNegativeMonths6, FeatureNumber.FlowNegativeMonths12,
        FeatureNumber.GamblingShare, FeatureNumber.GamblingCount, FeatureNumber.FeesShare, FeatureNumber.FeesTotal12M,
        FeatureNumber.FeesPeak, FeatureNumber.CashShare, FeatureNumber.HousingUnsteadiness,
        FeatureNumber.ObligationsMissed, FeatureNumber.SpendingPace, FeatureNumber.RequestAmount,
        FeatureNumber.RequestInstalment, FeatureNumber.RequestMonths, FeatureNumber.RequestAmountShare,
        FeatureNumber.RequestInstalmentShare,
    ];

    private static readonly FeatureNumber[] Falling =
    [
        FeatureNumber.IncomeLevel, FeatureNumber.IncomeRegularity, FeatureNumber.IncomeTrend,
        FeatureNumber.BalanceLow30D, FeatureNumber.BalanceMiddle30D, FeatureNumber.BalanceHigh30D,
        FeatureNumber.BalanceLow60D, FeatureNumber.BalanceMiddle60D, FeatureNumber.BalanceHigh60D,
        FeatureNumber.BalanceLow90D, FeatureNumber.BalanceMiddle90D, FeatureNumber.BalanceHigh90D,
        FeatureNumber.BalanceLowest90D, FeatureNumber.BalanceTrend, FeatureNumber.ReturnedSince,
        FeatureNumber.CushionRunway, FeatureNumber.CushionBeforePay, FeatureNumber.SavingsRate3M,
        FeatureNumber.SavingsRate6M, FeatureNumber.EssentialCount, FeatureNumber.Tenure,
    ];

    /// <summary>Null where none is declared.</summary>
    public static CreditDirection? Of(FeatureNumber feature) => Rising.Contains(feature) ? CreditDirection.Rising
        : Falling.Contains(feature) ? CreditDirection.Falling : null;

    /// <summary>Of these a missing value is the good one: nothing was ever returned.</summary>
    public static bool MissingIsGood(FeatureNumber feature) => feature == FeatureNumber.ReturnedSince;
}
