using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Cases;

/// <summary>A salary by every rhythm, name and amount: as much income as came in, and none of its reasons.</summary>
public sealed class PayDayTests
{
    private const string Folder = "27-paydays";

    public static TheoryData<string> Files =>
        ["biweekly", "day1", "day30", "december_double", "fourweekly", "lastday", "lastwork", "nocp", "semimonthly",
            "varamount", "varname", "weekly"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Income_OnTheFirstOfEachMonth_IsWhatWasEarnedInTheMonthsBefore(string file)
    {
        var lines = CaseFile.Read(Folder, file);
        foreach (var day in lines.FirstDays().Skip(4))
        {
            var assessed = lines.Assessed(day);
            var earned = Enumerable.Range(1, 3).Sum(back => lines.CameIn(CivilDate.Month(day) - back)) / 3.0;
            Assert.Equal(CreditState.Uncalibrated, assessed.State);
            Assert.Equal(earned, assessed.Means.Income, 1.0);
            Assert.Equal(0, assessed.Means.Unearned, 1.0);
        }
    }

    /// <summary>A thirteenth month that is over, a short month, a pay before the weekend: no pay has stopped.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Reasons_OfAPayThatGoesOn_SayOfNoneThatItHasStopped(string file)
    {
        var lines = CaseFile.Read(Folder, file);
        foreach (var day in lines.FirstDays().Skip(4).SelectMany(static first => (int[])[first, first + 14])
            .Where(day => day <= lines.LastDay))
        {
            var codes = lines.Assessed(day).Reasons.Select(static reason => reason.Code).ToList();
            Assert.DoesNotContain(ReasonCode.IncomeStopped, codes);
            Assert.DoesNotContain(ReasonCode.IncomeNone, codes);
            if (file != "varamount")
            {
                Assert.DoesNotContain(ReasonCode.IncomeFalls, codes);
            }
        }
    }

    /// <summary>The same pays from a payer of whom no word speaks: income by their rhythm, to the unit.</summary>
    [Theory]
    [InlineData("december_double")]
    [InlineData("varamount")]
    public void Income_OfAPayerWithoutAWord_IsAllThatCame(string file)
    {
        var account = new Support.Account("USD", scoringVersion: Core.Observations.ScoringVersions.Four);
        var lines = CaseFile.Read(Folder, file);
        var pays = lines.Lines.Where(static line => line.Direction == Direction.Credit).ToList();
        foreach (var line in pays.Take(4))
        {
            account.Assess(line with { Counterparty = "Acme Works" }, 77);
        }

        var months = account.Months;
        foreach (var pay in pays.Take(4))
        {
            var month = CivilDate.Month((int)(pay.At / Support.Some.Day));
            Assert.InRange(months.Sum(month, FlowKind.OtherIn), 0, 3);
        }

        var income = Enumerable.Range(0, 4).Sum(
            back => account.Months.Sum(account.Months.Head - back, FlowKind.Income));
        Assert.Equal(pays.Take(4).Sum(static pay => pay.AmountMinor), (double)income, 3.0);
    }
}
