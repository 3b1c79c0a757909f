using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Credit;

public sealed class DueDaysTests
{
    /// <summary>By hand: paid on day 270 of 300 every 30 days; more than 1.3 gaps is 40 days, three gaps are 90.
    /// </summary>
    [Fact]
    public void IsDue_MonthlySalaryThatStops_FromTheDayItIsMissedUntilAllIsLost()
    {
        var borrower = new Borrower().Live(271);
        var paid = borrower.Today - 1;
        var due = new List<int>();
        for (var day = paid; day <= paid + 120; day++)
        {
            if (Assessment.IsDue(ScoringVersions.Three, borrower.Account.State, day))
            {
                due.Add(day - paid);
                Close(borrower.Account.State, day);
            }
        }

        Assert.Equal(Enumerable.Range(40, 51), due);
    }

    [Fact]
    public void CloseDay_SalaryOverdue_IsTheReasonWithoutATransaction()
    {
        var borrower = new Borrower().Live(271);
        var (before, transactions) = (borrower.Credit.Score, borrower.Account.Summary.Transactions);
        var credit = Close(borrower.Account.State, borrower.Today + 59);
        Assert.InRange(before - credit.Score, 60, 300);
        Assert.Equal((credit.Score, transactions), (borrower.Credit.Score, borrower.Account.Summary.Transactions));
        var reason = Assert.Single(Reasons.Of(credit), each => each.Code == ReasonCode.IncomeStopped);
        Assert.Equal(60, reason.Value);
    }

    [Fact]
    public void IsDue_SalaryThatGoesOn_Never()
    {
        var borrower = new Borrower().Live(271);
        for (var day = 0; day < 60; day++)
        {
            Assert.False(Assessment.IsDue(ScoringVersions.Three, borrower.Account.State, borrower.Today - 1));
            borrower.Live(1);
        }
    }

    [Fact]
    public void IsDue_DayThatIsClosedOrBehindATransaction_IsNot()
    {
        var borrower = new Borrower().Live(271);
        var day = borrower.Today + 59;
        Close(borrower.Account.State, day);
        Assert.False(Assessment.IsDue(ScoringVersions.Three, borrower.Account.State, day));
        Assert.False(Assessment.IsDue(ScoringVersions.Three, borrower.Account.State, day - 1));
        Assert.True(Assessment.IsDue(ScoringVersions.Three, borrower.Account.State, day + 1));
    }

    /// <summary>What comes late, behind a closed day, leaves the score as of that day, not of its own.</summary>
    [Fact]
    public void CloseDay_LateTransactionBehindIt_ScoresAsOfTheClosedDay()
    {
        var borrower = new Borrower().Live(271);
        var closed = Close(borrower.Account.State, borrower.Today + 59);
        borrower.Pay(1_000, Core.Transactions.Direction.Debit, "groceries", 3);
        Assert.InRange(borrower.Credit.Score - closed.Score, -5, 5);
    }

    [Fact]
    public void IsDue_FirstFold_NeverClosedADay()
    {
        var borrower = new Borrower().Live(271);
        Assert.False(Assessment.IsDue(ScoringVersions.One, borrower.Account.State, borrower.Today + 59));
    }

    [Fact]
    public void IsDue_WithoutHistoryOrIncome_IsNot()
    {
        Assert.False(Assessment.IsDue(
            ScoringVersions.Three, new Borrower { PayEvery = 7 }.Live(15).Account.State, 20_089 + 80));
        Assert.False(Assessment.IsDue(
            ScoringVersions.Three, new Borrower { Salary = 0 }.Live(200).Account.State, 20_089 + 300));
        Assert.False(Assessment.IsDue(ScoringVersions.Three, Some.State("MYR", 0), 20_089));
    }

    private static CreditScore Close(byte[] state, int day)
    {
        Assessment.CloseDay(
            ScoringVersions.Three, state, new DayEvent(new AccountHeader(state).Sequence + 1, day), out var credit);
        return credit;
    }
}
