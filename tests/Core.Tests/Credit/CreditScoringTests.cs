using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Credit;

public sealed class CreditScoringTests
{
    [Fact]
    public void Score_SteadyBorrower_IsScoredUncalibratedNearTheTop()
    {
        var credit = new Borrower().Live(300).Credit;
        Assert.Equal(CreditState.Uncalibrated, credit.State);
        Assert.InRange(credit.Score, 740, 831);
    }

    [Theory]
    [InlineData(10, 20, 8, false)]
    [InlineData(29, 1, 0, false)]
    [InlineData(30, 0, 0, true)]
    public void Score_ShortHistory_SaysWhatItNeeds(int days, int needsDays, int needsTransactions, bool scored)
    {
        var credit = new Borrower { PayEvery = 14 }.Live(days).Credit;
        Assert.Equal((needsDays, needsTransactions), (credit.NeedsDays, credit.NeedsTransactions));
        Assert.Equal(scored ? CreditState.Uncalibrated : CreditState.InsufficientHistory, credit.State);
        Assert.Equal(scored ? 1 : 0, Math.Sign(credit.Score));
    }

    [Fact]
    public void Score_WithoutIncome_NeedsIt()
    {
        var credit = new Borrower { Salary = 0 }.Live(120).Credit;
        Assert.Equal((CreditState.InsufficientHistory, true), (credit.State, credit.NeedsIncome));
    }

    [Fact]
    public void Score_JobLost_FallsFurtherAsSpendingGoesOn()
    {
        var borrower = new Borrower().Live(300);
        var before = borrower.Credit.Score;
        borrower.Salary = 0;
        var scores = new List<int>();
        for (var month = 0; month < 4; month++)
        {
            scores.Add(borrower.Live(30).Credit.Score);
        }

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.InRange(before - scores[1], 60, 400);
        Assert.InRange(before - scores[3], 200, 831);
        Assert.Contains(Reasons.Of(borrower.Credit), reason => reason.Code == ReasonCode.IncomeStopped);
        var stopped = Reasons.Of(borrower.Credit).First(reason => reason.Code == ReasonCode.IncomeStopped);
        Assert.InRange(stopped.Value, 110, 160);
        Assert.InRange(stopped.Usual, 27, 33);
    }

    [Fact]
    public void Score_BouncedDebit_IsAReasonAtOnce()
    {
        var borrower = new Borrower().Live(300);
        var before = borrower.Credit.Score;
        borrower.Pay(2_000, Direction.Debit, "returned");
        Assert.InRange(before - borrower.Credit.Score, 25, 60);
        var reason = Assert.Single(Reasons.Of(borrower.Credit), each => each.Code == ReasonCode.PaymentsReturned);
        Assert.Equal(1, reason.Value);
        Assert.True(reason.Points < 0);
    }

    [Fact]
    public void Score_StackedLoans_LosePointsForLendersDebtAndBorrowing()
    {
        var borrower = new Borrower().Live(300);
        var before = borrower.Credit.Score;
        for (var lender = 0; lender < 5; lender++)
        {
            borrower.Pay(150_000, Direction.Credit, "loan disbursement", 500 + (ulong)lender);
            borrower.Live(3);
        }

        Assert.InRange(before - borrower.Credit.Score, 100, 600);
        var codes = Reasons.Of(borrower.Credit).Select(reason => reason.Code).ToList();
        Assert.Contains(ReasonCode.LendersSeveral, codes);
        Assert.Contains(ReasonCode.BorrowingRecent, codes);
    }

    [Fact]
    public void Score_OwnTransfersAndRefunds_AreNoIncome()
    {
        var borrower = new Borrower { Salary = 0 };
        for (var month = 0; month < 6; month++)
        {
            borrower.Pay(500_000, Direction.Credit, "own transfer", 7);
            borrower.Pay(90_000, Direction.Credit, "refund", 8);
            borrower.Live(30);
        }

        Assert.True(borrower.Credit.NeedsIncome);
    }

    [Fact]
    public void Score_RegularPayerWithoutCategory_CountsAsIncome()
    {
        var borrower = new Borrower { SalaryCategory = null }.Live(200);
        Assert.Equal((CreditState.Uncalibrated, false), (borrower.Credit.State, borrower.Credit.NeedsIncome));
    }

    [Fact]
    public void Score_WhateverItIs_ChangesNoOutcome()
    {
        var (good, bad) = (new Borrower().Live(300), new Borrower().Live(300));
        for (var i = 0; i < 5; i++)
        {
            bad.Pay(10, Direction.Debit, "nsf");
            good.Pay(10, Direction.Debit, "food");
        }

        Assert.True(bad.Credit.Score < good.Credit.Score - 80);
        Assert.Equal(
            good.Account.Assess(Some.Transaction("X", good.Now, 3_000)).Outcome,
            bad.Account.Assess(Some.Transaction("X", bad.Now, 3_000)).Outcome);
    }
}
