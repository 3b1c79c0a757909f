using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

public sealed class KindsScorecardTests
{
    private static Payroll Paid(Payroll payroll) =>
        payroll.Live(static day => Payroll.DateOf(day).Day == 1 ? 200_000 : 0);

    [Fact]
    public void Of_AMeasureThatIsNotKnown_LosesWhatTheMiddleLoses()
    {
        var factor = new KindsFactor(ReasonCode.ReserveLow, 1.6, Fine: 120, Bad: 0, Middle: 0.5);
        Assert.Equal((0.8, false), (factor.Of(double.NaN).Loss, factor.Of(double.NaN).Known));
        Assert.Equal((0.0, 1.6, 0.4), (factor.Of(200).Loss, factor.Of(-3).Loss, factor.Of(90).Loss));
    }

    /// <summary>An account with weeks of reserve loses by leaving its balances out, and no reason says so.</summary>
    [Fact]
    public void Score_OfAGoodAccountWithoutBalances_IsLower()
    {
        var (with, without) = (Paid(new Payroll()), Paid(new Payroll { StatesBalance = false }));
        Assert.True(with.Assessed().Score > without.Assessed().Score);
        Assert.DoesNotContain(without.Assessed().Reasons, static reason =>
            reason.Code is ReasonCode.ReserveLow or ReasonCode.BalanceLow);
    }

    [Fact]
    public void Score_OfALendersMoneyAlone_IsFarBelowThatOfPay()
    {
        var borrowed = new Payroll { Payer = "SPEEDY PAYDAY LOANS" }
            .Live(static day => Payroll.DateOf(day).Day == 1 ? 200_000 : 0).Assessed();
        Assert.True(Paid(new Payroll()).Assessed().Score - borrowed.Score > 250);
    }

    [Fact]
    public void Score_WithAReturnedDebitEachMonth_IsLowerAndSaysWhy()
    {
        var payroll = Paid(new Payroll());
        var before = payroll.Assessed().Score;
        for (var month = 1; month <= 3; month++)
        {
            payroll.Line(Payroll.End - (30 * month), 9_000, Direction.Debit, "Electric Co");
            payroll.Line(Payroll.End - (30 * month) + 1, 9_000, Direction.Credit, "Electric Co", "DD RETURN ELECTRIC");
        }

        Assert.True(payroll.Assessed().Score < before - 100);
        var reason = Assert.Single(
            payroll.Assessed().Reasons, static reason => reason.Code == ReasonCode.ReturnedInAYear);
        Assert.Equal(3, reason.Value);
    }

    [Fact]
    public void State_OfMoneyWithoutASource_IsInsufficientData()
    {
        var account = new Payroll();
        var day = Payroll.End - 150;
        for (var each = 0; each < 60; each++)
        {
            account.Line(day + (each * 2), 9_000 + (each * 977 % 5_000), Direction.Credit, "Person " + Letters(each));
            account.Line(day + (each * 2), 8_000, Direction.Debit, "Fresh Mart");
        }

        var assessed = account.Assessed();
        Assert.Equal(
            (CreditState.InsufficientData, null, true), (assessed.State, assessed.Score, assessed.NeedsIncome));
    }

    [Fact]
    public void State_OfTwoMonths_NeedsTheThird()
    {
        var account = new Payroll().Live(static day => Payroll.DateOf(day).Day == 1 ? 200_000 : 0, days: 60).Account;
        var credit = account.Summary.Credit;
        Assert.Equal((CreditState.InsufficientHistory, (short)25), (credit.State, credit.NeedsDays));
    }

    private static string Letters(int number) =>
        string.Concat((char)('a' + (number % 26)), (char)('k' + (number / 26)));
}
