namespace OrleansRisk.Core.Features;

/// <summary>
/// Features that the customer can act on: what is paid or asked for, and how money is used from here on. Not among
/// them: who one is, where income comes from, how long an account has been there, and what stands or falls with these.
/// </summary>
public static class Changeable
{
    private static readonly HashSet<FeatureNumber> Features =
    [
        FeatureNumber.AmountValue,
        FeatureNumber.RequestAmount, FeatureNumber.RequestInstalment, FeatureNumber.RequestMonths,
        FeatureNumber.BalanceLow30D, FeatureNumber.BalanceMiddle30D, FeatureNumber.BalanceHigh30D,
        FeatureNumber.BalanceLow60D, FeatureNumber.BalanceMiddle60D, FeatureNumber.BalanceHigh60D,
        FeatureNumber.BalanceLow90D, FeatureNumber.BalanceMiddle90D, FeatureNumber.BalanceHigh90D,
        FeatureNumber.BalanceLowest90D, FeatureNumber.BalanceTrend, FeatureNumber.BalanceVolatility,
        FeatureNumber.BalanceNegative30D, FeatureNumber.BalanceNegative90D, FeatureNumber.BalanceNegativeRun,
        FeatureNumber.ReturnedCount30D, FeatureNumber.ReturnedCount60D, FeatureNumber.ReturnedCount90D,
        FeatureNumber.CushionRunway, FeatureNumber.CushionBeforePay, FeatureNumber.DebtService,
        FeatureNumber.DebtLenders, FeatureNumber.BorrowingShare, FeatureNumber.BorrowingCount,
        FeatureNumber.BorrowingCount14D, FeatureNumber.SavingsRate3M, FeatureNumber.SavingsRate6M,
        FeatureNumber.FlowNegativeMonths6, FeatureNumber.FlowNegativeMonths12, FeatureNumber.GamblingShare,
        FeatureNumber.GamblingCount, FeatureNumber.FeesShare, FeatureNumber.FeesTotal12M, FeatureNumber.FeesPeak,
        FeatureNumber.CashShare, FeatureNumber.ObligationsMissed, FeatureNumber.SpendingPace,
        FeatureNumber.SpendingNoncash,
    ];

    public static bool Holds(FeatureNumber feature) => Features.Contains(feature);
}
