using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>What counts as income: what is earned, however its payer is called and however often it comes.</summary>
public sealed class IncomeTests
{
    private const int FirstDay = 20_393; // a Saturday, 2025-11-01

    [Theory]
    [InlineData("weekly", 40_000, 1_733)]
    [InlineData("biweekly", 80_000, 1_733)]
    [InlineData("fourweekly", 160_000, 1_733)]
    [InlineData("semimonthly", 80_000, 1_600)]
    [InlineData("first", 160_000, 1_600)]
    [InlineData("thirtieth", 160_000, 1_600)]
    [InlineData("last", 160_000, 1_600)]
    [InlineData("lastwork", 160_000, 1_600)]
    public void Income_OfASalaryInItsRhythm_IsFound(string rhythm, long amount, double monthly)
    {
        var income = new Payroll().Live(day => IsPayDay(rhythm, day) ? amount : 0).Assessed().Means.Income / 100;
        Assert.InRange(income, monthly * 0.9, monthly * 1.1); // three months hold twelve to fourteen weeks
    }

    [Fact]
    public void Income_WhosePayerCarriesDateAndReference_IsOnePayers()
    {
        var payroll = new Payroll();
        for (var day = FirstDay; day < Payroll.End; day++)
        {
            var date = Payroll.DateOf(day);
            _ = date.Day == 28
                ? payroll.Line(day, 160_000, Direction.Credit, $"ACME MFG {date:yyMMdd} REF{1_500 + (day % 97)}")
                : payroll.Line(day, 3_000, Direction.Debit, "Corner Store");
        }

        Assert.Equal(160_000, payroll.Assessed().Means.Income, 1.0);
        Assert.Equal(CreditState.Uncalibrated, payroll.Assessed().State);
    }

    [Fact]
    public void Income_OfAPayerNamedInTheDescriptionAlone_IsFound()
    {
        var account = new Account("USD", scoringVersion: ScoringVersions.Four);
        for (var day = FirstDay; day < Payroll.End; day++)
        {
            var pays = Payroll.DateOf(day).Day == 28;
            account.Assess(Some.Transaction(
                $"N{day}", day * Some.Day, pays ? 160_000 : 3_000, pays ? Direction.Credit : Direction.Debit,
                currency: "USD", dayOnly: true) with
            {
                Description = pays ? "ACME MFG 0012" : "Fresh Mart",
            });
        }

        var means = CreditAssessment.Of(
            ScoringVersions.Four, account.State, Payroll.End, CreditRequest.None, null).Means;
        Assert.Equal(160_000, means.Income, 1.0);
    }

    /// <summary>Two pays were other money until the third showed the rhythm; then all three are income.</summary>
    [Fact]
    public void Income_OnceTheRhythmShows_HoldsWhatCameBefore()
    {
        var payroll = new Payroll().Live(static day => Payroll.DateOf(day).Day == 1 ? 160_000 : 0, days: 95);
        var months = payroll.Account.Months;
        for (var month = (2025 * 12) + 10; month <= (2026 * 12) + 1; month++)
        {
            Assert.Equal((160_000, 0), (months.Sum(month, FlowKind.Income), months.Sum(month, FlowKind.OtherIn)));
        }
    }

    [Theory]
    [InlineData("SPEEDY PAYDAY LOANS", null)]
    [InlineData("FINCO 88", "LOAN PROCEEDS 12345")]
    public void Loans_EachMonth_AreBorrowedAndNoIncome(string lender, string? memo)
    {
        var payroll = new Payroll { Payer = lender, Memo = memo };
        var assessed = payroll.Live(static day => Payroll.DateOf(day).Day == 12 ? 100_000 : 0).Assessed();
        Assert.Equal(0, assessed.Means.Income);
        Assert.Equal(AffordabilityWord.Unaffordable, Affordability.Of(assessed.Means, 10_000).Word);
        Assert.Contains(assessed.Reasons, static reason => reason.Code is ReasonCode.BorrowingRecent);
        var month = (2026 * 12) + 4;
        Assert.Equal(100_000, payroll.Account.Months.Sum(month, FlowKind.LoanIn));
    }

    [Fact]
    public void Money_ThatGoesOutToItsPayerToo_IsNotEarned()
    {
        var payroll = new Payroll { Payer = "MY OTHER BANK" };
        payroll.Line(FirstDay - 3, 5_000, Direction.Debit, "MY OTHER BANK");
        payroll.Live(static day => Payroll.DateOf(day).Day == 1 ? 50_000 : 0);
        Assert.Equal(0, payroll.Assessed().Means.Income);
    }

    [Fact]
    public void Money_ByStandingOrder_IsNotEarned()
    {
        var account = new Account("USD", scoringVersion: ScoringVersions.Four);
        for (var month = 0; month < 12; month++)
        {
            account.Assess(Some.Transaction(
                $"S{month}", (FirstDay + (month * 30)) * Some.Day, 50_000, Direction.Credit, currency: "USD",
                channel: "standing_order") with
            { Counterparty = "Faris bin Othman" });
        }

        Assert.Equal(0, Enumerable.Range(0, 13).Sum(
            back => account.Months.Sum(account.Months.Head - back, FlowKind.Income)));
    }

    [Fact]
    public void Affordability_AllOtherSpending_IsSpending()
    {
        var means = new MonthlyMeans(300_000, 80_000, 20_000, 3) { Other = 150_000 };
        var found = Affordability.Of(means, 30_000);
        Assert.Equal((20_000, 150_000, AffordabilityWord.Affordable), (found.FreeAfter, found.Other, found.Word));
        Assert.Equal(AffordabilityWord.Unaffordable, Affordability.Of(means, 50_001).Word);
    }

    /// <summary>What is earned bears it whatever else comes in; what no money would bear is not unknown.</summary>
    [Theory]
    [InlineData(300_001, 30_000, AffordabilityWord.Affordable)]
    [InlineData(300_001, 50_001, AffordabilityWord.Unknown)]
    [InlineData(300_000, 50_001, AffordabilityWord.Unaffordable)]
    [InlineData(300_001, 600_000, AffordabilityWord.Unaffordable)]
    public void Affordability_BesideMoneyWithoutASource_IsUnknownIfItDependsOnThat(
        double unearned, double instalment, AffordabilityWord word) =>
        Assert.Equal(word, Affordability.Of(
            new MonthlyMeans(300_000, 80_000, 20_000, 3) { Other = 150_000, Unearned = unearned }, instalment).Word);

    private static bool IsPayDay(string rhythm, int day)
    {
        var date = Payroll.DateOf(day);
        var last = DateTime.DaysInMonth(date.Year, date.Month);
        return rhythm switch
        {
            "weekly" => (day - FirstDay) % 7 == 6,
            "biweekly" => (day - FirstDay) % 14 == 6,
            "fourweekly" => (day - FirstDay) % 28 == 6,
            "semimonthly" => date.Day == 15 || date.Day == last,
            "first" => date.Day == 1,
            "thirtieth" => date.Day == Math.Min(30, last),
            "last" => date.Day == last,
            _ => date.Day == last - Math.Max(0, (int)date.AddDays(last - date.Day).DayOfWeek switch
            {
                0 => 2,
                6 => 1,
                _ => 0,
            }),
        };
    }
}
