using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Cases;

/// <summary>An account whose only money in is lent: no income, and a reason that names the lending.</summary>
public sealed class BorrowedMoneyTests
{
    [Theory]
    [InlineData("loans")]
    [InlineData("loans_desc")]
    [InlineData("loans_my")]
    public void Loans_EachMonth_AreBorrowedOnEveryDay(string file)
    {
        var lines = CaseFile.Read("34-what-counts-as-income", file);
        foreach (var day in lines.FirstDays().Skip(4))
        {
            var (account, assessed) = (lines.Before(day), lines.Assessed(day));
            var borrowed = account.Months.Sum(CivilDate.Month(day) - 1, FlowKind.LoanIn);
            Assert.Equal((0.0, 0.0, 100_000L), (assessed.Means.Income, assessed.Means.Unearned, borrowed));
            Assert.Equal(AffordabilityWord.Unaffordable, Affordability.Of(assessed.Means, 10_000).Word);
            Assert.Contains(assessed.Reasons, static reason =>
                reason.Code is ReasonCode.BorrowingRecent or ReasonCode.PaydayLoans);
            Assert.Contains(assessed.Reasons, static reason => reason.Code == ReasonCode.IncomeNone);
            Assert.All(
                assessed.Reasons.Select(reason => AssessmentTexts.For(
                    reason, lines.Lines[0].Currency, ReasonLanguage.English)),
                static text => Assert.DoesNotMatch("-[0-9.]+ %|[0-9] % of (a month's )?income", text));
        }
    }
}
