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

    /// <summary>What is no reserve is not given as one: neither on an ordinary day nor on a low one.</summary>
    [Fact]
    public void Reasons_OfMuchMoneyBesideUnpaidBills_GiveWhatWasScored()
    {
        var payroll = new Payroll();
        payroll.Line(Payroll.End - 364, 3_000_000, Direction.Credit, "ACME MFG", "SALARY");
        Paid(payroll);
        for (var back = 80; back > 20; back -= 20)
        {
            payroll.Line(Payroll.End - back, 9_000, Direction.Debit, "Electric Co");
            payroll.Line(Payroll.End - back, 9_000, Direction.Credit, "Electric Co", "DD RETURN ELECTRIC");
        }

        var reasons = payroll.Assessed().Reasons;
        Assert.DoesNotContain(reasons, static reason => reason.Code is ReasonCode.ReserveLow or ReasonCode.BalanceLow);
        var reserve = Assert.Single(reasons, static reason => reason.Code == ReasonCode.ReserveUnpaid);
        Assert.Equal(
            "bills went back unpaid, so the balance counts for at most 7 days of spending; " +
            "from 120 days on no points are lost",
            AssessmentTexts.For(reserve, Some.Currency("USD"), ReasonLanguage.English));
        var low = Assert.Single(reasons, static reason => reason.Code == ReasonCode.BalanceUnpaid);
        Assert.InRange(low.Value, 20_000, 40_000);
    }

    /// <summary>A negative share of income is kept by nobody: money is named instead.</summary>
    [Fact]
    public void Reasons_OfMoreSpentThanEarned_GiveBothInMoney()
    {
        var assessed = new Payroll().Live(static day => Payroll.DateOf(day).Day == 1 ? 30_000 : 0).Assessed();
        var reason = Assert.Single(
            assessed.Reasons, static reason => reason.Code == ReasonCode.SpendingAboveIncome);
        Assert.Equal(30_000, reason.Usual, 1.0);
        Assert.InRange(reason.Value, 110_000, 130_000);
        Assert.Matches(
            "^1[0-9]{3}\\.[0-9]{2} a month goes out, more than the income of 300\\.00$",
            AssessmentTexts.For(reason, Some.Currency("USD"), ReasonLanguage.English));
        Assert.All(assessed.Reasons, static each => Assert.DoesNotMatch(
            "(^| )-[0-9.]+ (%|days)", AssessmentTexts.For(each, Some.Currency("USD"), ReasonLanguage.English)));
    }

    /// <summary>An income that came once has no gap to be late by.</summary>
    [Fact]
    public void Reasons_OfAnIncomeThatCameOnce_NameNoGap()
    {
        var payroll = new Payroll { Memo = "SALARY" }.Live(static day => day == Payroll.End - 200 ? 200_000 : 0);
        Assert.All(payroll.Assessed().Reasons, static each => Assert.DoesNotContain(
            "every 0", AssessmentTexts.For(each, Some.Currency("USD"), ReasonLanguage.English)));
    }

    /// <summary>Of an income that there is not, no reason gives a percentage.</summary>
    [Theory]
    [InlineData(ReasonLanguage.English, "[0-9] % of (a month's )?income")]
    [InlineData(ReasonLanguage.Malay, "[0-9] % daripada pendapatan")]
    public void Reasons_WithoutIncome_GiveNoShareOfIt(ReasonLanguage language, string share)
    {
        var assessed = new Payroll { Payer = "SPEEDY PAYDAY LOANS" }
            .Live(static day => Payroll.DateOf(day).Day == 1 ? 200_000 : 0).Assessed();
        var texts = assessed.Reasons.Select(
            reason => AssessmentTexts.For(reason, Some.Currency("USD"), language)).ToList();
        Assert.Contains(assessed.Reasons, static reason => reason.Code == ReasonCode.IncomeNone);
        Assert.Contains(assessed.Reasons, static reason => reason.Code == ReasonCode.BorrowingRecent);
        Assert.DoesNotContain(assessed.Reasons, static reason => reason.Code == ReasonCode.SavingsLow);
        Assert.All(texts, text => Assert.DoesNotMatch(share, text));
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
