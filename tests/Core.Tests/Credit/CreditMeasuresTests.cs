using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Credit;

/// <summary>Every formula C1 to C28 on accounts whose figures can be worked out by hand.</summary>
public sealed class CreditMeasuresTests
{
    private const int FirstOfJanuary = 20_089; // 2025-01-01
    private const int FirstOfJuly = 20_270;
    private const int Noon = 12 * 3_600_000;

    private readonly Account _account = new(openedDay: FirstOfJanuary - 100);
    private long _balance = 100_000;
    private int _made;

    [Fact]
    public void Measure_NothingSeen_IsMissingAndNeverZero()
    {
        var row = Measured(FirstOfJuly);
        Assert.All(CreditNumbers(), number => Assert.True(double.IsNaN(row[(int)number]), number.ToString()));
    }

    [Fact]
    public void Measure_Request_IsGivenOn()
    {
        Months(1, 2, 3, 4, 5, 6);
        Assessment.MeasureCredit(
            ScoringVersions.Newest, _account.State, FirstOfJuly, new CreditRequest(900_000, 60_000, 18, 2),
            out var row);
        Check(row, FeatureNumber.RequestAmount, 900_000);
        Check(row, FeatureNumber.RequestInstalment, 60_000);
        Check(row, FeatureNumber.RequestMonths, 18);
        Check(row, FeatureNumber.RequestHolders, 2);
        Check(row, FeatureNumber.RequestAmountShare, 900_000 / 500_000.0);
        Check(row, FeatureNumber.RequestInstalmentShare, 60_000 / 500_000.0);
        Assert.True(double.IsNaN(Measured(FirstOfJuly)[(int)FeatureNumber.RequestAmount]));
    }

    [Fact] // C1, C2, C6, C18, C19
    public void Measure_IncomeByMonth_HasLevelVariationTrendAndSavings()
    {
        Months(1, 2, 3, 4, 5, 6); // the first is not complete; 200,000 to 600,000 are
        var row = Measured(FirstOfJuly);
        Check(row, FeatureNumber.IncomeLevel, Math.Log(1 + 500_000));
        Check(row, FeatureNumber.IncomeVariation, Math.Sqrt(2) * 100_000 / 400_000 * 5 / 5.5);
        Check(row, FeatureNumber.IncomeVariation12M, Math.Sqrt(2) * 100_000 / 400_000 * 5 / 5.5);
        Check(row, FeatureNumber.IncomeTrend, 100_000 / 400_000.0);
        var spent = Spent(6);
        Check(row, FeatureNumber.SavingsRate3M, 1 - (3 * spent / 1_500_000.0));
        Check(row, FeatureNumber.SavingsRate6M, 1 - (5 * spent / 2_000_000.0));
        Check(row, FeatureNumber.FlowNegativeMonths6, 1); // 270,000 go out a month
        Check(row, FeatureNumber.FlowNegativeMonths12, 1);
        Check(row, FeatureNumber.IncomeCount, 1);
    }

    [Fact] // C14 to C17, C20 to C22, C26, C27
    public void Measure_WhatIncomeGoesInto_IsAShareOfIt()
    {
        Months(5, 5, 5, 5, 5, 5);
        var row = Measured(FirstOfJuly);
        Check(row, FeatureNumber.DebtService, 0.1);
        Check(row, FeatureNumber.EssentialShare, 0.2);
        Check(row, FeatureNumber.GamblingShare, 0.04);
        Check(row, FeatureNumber.GamblingCount, 3);
        Check(row, FeatureNumber.FeesShare, 0.02);
        Check(row, FeatureNumber.CashShare, 50_000.0 / Spent(6));
        Check(row, FeatureNumber.BorrowingShare, 0);
        Check(row, FeatureNumber.BorrowingCount, 0);
        Check(row, FeatureNumber.DebtLenders, 1);
        Check(row, FeatureNumber.CoverageUncategorised, 3 / 21.0);
        Check(row, FeatureNumber.EssentialCount, 1);
        Check(row, FeatureNumber.SpendingNoncash, 100_000 + 50_000 + 40_000);
        Check(row, FeatureNumber.FeesTotal12M, 10_000);
        Check(row, FeatureNumber.FeesPeak, 0);
    }

    [Fact]
    public void Measure_LoansPaidOut_AreNewBorrowing()
    {
        Months(5, 5, 5, 5, 5, 5);
        Move(FirstOfJuly - 17, 250_000, Direction.Credit, "loan disbursement", 70);
        Move(FirstOfJuly - 5, 250_000, Direction.Credit, "loan disbursement", 71);
        var row = Measured(FirstOfJuly);
        Check(row, FeatureNumber.BorrowingShare, 1);
        Check(row, FeatureNumber.BorrowingCount, 2);
        Check(row, FeatureNumber.BorrowingCount14D, 1);
        Check(row, FeatureNumber.DebtLenders, 3);
    }

    [Fact] // C3, C4, C5
    public void Measure_PayEveryFourteenDays_IsRegularUntilItStops()
    {
        for (var day = FirstOfJanuary; day <= FirstOfJanuary + 140; day += 14)
        {
            Move(day, 200_000, Direction.Credit, "salary", 1);
        }

        var row = Measured(FirstOfJanuary + 150);
        Check(row, FeatureNumber.IncomeRegularity, 1);
        Check(row, FeatureNumber.IncomeOverdue, 0);
        Check(row, FeatureNumber.IncomeConcentration, 1);
        Check(Measured(FirstOfJanuary + 161), FeatureNumber.IncomeOverdue, 0.5);
        Check(Measured(FirstOfJanuary + 400), FeatureNumber.IncomeOverdue, 3);
        Assert.Equal(14, Payer.Main(_account.State).Period);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(15, 15.2)]
    [InlineData(30, 30.4)]
    [InlineData(21, 21)]
    public void Payer_GapOfAPeriod_IsThatPeriod(int gap, double period)
    {
        for (var pay = 0; pay < 6; pay++)
        {
            Move(FirstOfJanuary + (pay * gap) + (pay % 2), 200_000, Direction.Credit, "salary", 1);
        }

        Assert.Equal(period, Payer.Main(_account.State).Period, 0.6);
    }

    [Fact] // C7 to C10, C12
    public void Measure_BalancesAtTheEndOfTheDay_AreExact()
    {
        for (var day = 0; day < 100; day++)
        {
            State(FirstOfJanuary + day, (day - 40) * 1_000);
        }

        var row = Measured(FirstOfJanuary + 99);
        Check(row, FeatureNumber.BalanceLow30D, 33_000); // 30,000 to 59,000
        Check(row, FeatureNumber.BalanceMiddle30D, 45_000);
        Check(row, FeatureNumber.BalanceHigh30D, 57_000);
        Check(row, FeatureNumber.BalanceLow60D, 6_000);
        Check(row, FeatureNumber.BalanceMiddle60D, 30_000);
        Check(row, FeatureNumber.BalanceHigh60D, 54_000);
        Check(row, FeatureNumber.BalanceLow90D, -21_000); // −30,000 to 59,000
        Check(row, FeatureNumber.BalanceMiddle90D, 15_000);
        Check(row, FeatureNumber.BalanceHigh90D, 51_000);
        Check(row, FeatureNumber.BalanceLowest90D, -30_000);
        Check(row, FeatureNumber.BalanceNegative30D, 0);
        Check(row, FeatureNumber.BalanceNegative90D, 30);
        Check(row, FeatureNumber.BalanceNegativeRun, 30);
        Check(row, FeatureNumber.BalanceTrend, (45_000 - -15_000) / 29.5); // February and March: one a day
        var spread = Math.Sqrt((90.0 * 90 - 1) / 12) * 1_000;
        Check(row, FeatureNumber.BalanceVolatility, spread / 14_501, 0.001);
        Assert.True(double.IsNaN(row[(int)FeatureNumber.CushionRunway])); // nothing essential goes out
    }

    [Fact]
    public void Measure_DayWithoutTransactions_EndsAsTheDayBefore()
    {
        State(FirstOfJanuary, 5_000);
        State(FirstOfJanuary + 10, -2_000);
        var row = Measured(FirstOfJanuary + 19);
        Check(row, FeatureNumber.BalanceNegative30D, 10);
        Check(row, FeatureNumber.BalanceNegativeRun, 10);
        Check(row, FeatureNumber.BalanceMiddle90D, 5_000);
        Check(Measured(FirstOfJanuary + 300), FeatureNumber.BalanceLow30D, -2_000);
    }

    [Fact] // C12, C13
    public void Measure_Cushion_IsWeighedAgainstWhatGoesOut()
    {
        Months(5, 5, 5, 5, 5, 5);
        Check(Measured(FirstOfJuly), FeatureNumber.CushionRunway, 365);
        State(FirstOfJuly - 1, 50_000);
        var row = Measured(FirstOfJuly);
        Check(row, FeatureNumber.CushionRunway, 50_000 / (100_000 / 30.0));
        Assert.InRange(row[(int)FeatureNumber.CushionBeforePay], 0.1, 5);
    }

    [Fact] // C11
    public void Measure_ReturnedPayments_AreCountedByAge()
    {
        Move(FirstOfJuly - 80, 1_000, Direction.Debit, "nsf");
        Move(FirstOfJuly - 50, 1_000, Direction.Debit, "nsf");
        Move(FirstOfJuly - 10, 1_000, Direction.Debit, "nsf");
        var row = Measured(FirstOfJuly);
        Check(row, FeatureNumber.ReturnedCount30D, 1);
        Check(row, FeatureNumber.ReturnedCount60D, 2);
        Check(row, FeatureNumber.ReturnedCount90D, 3);
        Check(row, FeatureNumber.ReturnedSince, 10);
        Check(row, FeatureNumber.CoverageActive30D, 1);
        Check(row, FeatureNumber.CoverageTransactions30D, 1);
    }

    [Fact] // C23, C24
    public void Measure_LoanAndRentNotPaid_AreMissedObligations()
    {
        Months(5, 5, 5, 5, 5, 5);
        Check(Measured(FirstOfJuly), FeatureNumber.ObligationsMissed, 0);
        Assert.InRange(Measured(FirstOfJuly)[(int)FeatureNumber.HousingUnsteadiness], 0, 0.05);
        Check(Measured(FirstOfJuly + 45), FeatureNumber.ObligationsMissed, 2);
    }

    [Fact] // C25, C26, C27, C28
    public void Measure_SpendingSpedUp_IsPaceAndBustOut()
    {
        Months(5, 5, 5, 5, 5, 5);
        var calm = Measured(FirstOfJuly);
        Check(calm, FeatureNumber.BustOut, 0);
        Check(calm, FeatureNumber.CoverageDays, FirstOfJuly - FirstOfJanuary + 1);
        Check(calm, FeatureNumber.Tenure, Math.Log(1 + FirstOfJuly - FirstOfJanuary + 100));
        Move(FirstOfJuly, 400_000, Direction.Debit, "cash withdrawal");
        var row = Measured(FirstOfJuly + 1);
        Check(row, FeatureNumber.BustOut, 0.8);
        Assert.InRange(row[(int)FeatureNumber.SpendingPace], 2, 5);
    }

    private static IEnumerable<FeatureNumber> CreditNumbers() =>
        Enum.GetValues<FeatureNumber>().Where(static number => (int)number >= FeatureRow.FirstCredit);

    private static void Check(in FeatureRow row, FeatureNumber feature, double expected, double apart = 1e-9) =>
        Assert.True(
            Math.Abs(row[(int)feature] - expected) <= Math.Max(1, Math.Abs(expected)) * apart,
            $"{feature}: {row[(int)feature]:R}, expected {expected:R}");

    private static int Spent(int kinds) => kinds == 6 ? 100_000 + 50_000 + 20_000 + 10_000 + 50_000 + 40_000 : 0;

    private FeatureRow Measured(int day)
    {
        Assessment.MeasureCredit(ScoringVersions.Newest, _account.State, day, CreditRequest.None, out var row);
        return row;
    }

    /// <summary>January and what follows, each month with its income in hundreds of thousands and its bills.</summary>
    private void Months(params int[] incomes)
    {
        for (var month = 0; month < incomes.Length; month++)
        {
            var first = FirstOfJanuary + new DateOnly(2025, month + 1, 1).DayOfYear - 1;
            Move(first, incomes[month] * 100_000, Direction.Credit, "salary", 1);
            Move(first + 2, 100_000, Direction.Debit, "rent", 2);
            Move(first + 4, 50_000, Direction.Debit, "loan", 3);
            Move(first + 6, 20_000, Direction.Debit, "betting", 4);
            Move(first + 8, 10_000, Direction.Debit, "fee", 5);
            Move(first + 10, 50_000, Direction.Debit, "atm", 6);
            Move(first + 12, 40_000, Direction.Debit, null, 7);
        }
    }

    private void State(int day, long balance)
    {
        _balance = balance + 1;
        Move(day, 1, Direction.Debit, null);
    }

    private void Move(int day, long amount, Direction direction, string? category, ulong party = 0)
    {
        _balance += direction == Direction.Credit ? amount : -amount;
        var at = (day * Some.Day) + Noon + ++_made;
        _account.Assess(
            Some.Transaction($"M{_made}", at, amount, direction, category: category, balance: _balance), party);
    }
}
