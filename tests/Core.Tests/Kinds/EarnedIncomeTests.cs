using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>What an unnamed payer's money is: pay, what an employer gives back, a loan until the next pay.</summary>
public sealed class EarnedIncomeTests
{
    private const int First = 20_393; // 2025-11-01
    private readonly Account _account = new("USD", scoringVersion: ScoringVersions.Four);
    private int _made;

    [Fact]
    public void Income_OfFirmsThatPayByTurns_IsFoundFromTheFourth()
    {
        string[] firms = ["Hill Trading", "North Consulting Ltd", "Lake Studio", "Pine Services"];
        for (var each = 0; each < firms.Length; each++)
        {
            In(First + (each * 17), 90_000 + (each * 20_000), firms[each]);
        }

        Assert.Equal(150_000, Sum(First + 51, FlowKind.Income));
    }

    [Fact]
    public void Income_OfAFirmsMoneyBesideAnEmployer_IsNone()
    {
        Employed(6);
        string[] firms = ["Hill Trading", "North Consulting Ltd", "Lake Studio", "Pine Services"];
        for (var each = 0; each < firms.Length; each++)
        {
            In(First + 151 + each, 10_000, firms[each]);
        }

        Assert.Equal(40_000, Sum(First + 151, FlowKind.OtherIn));
    }

    [Theory]
    [InlineData("Hill Credit Trading")]
    [InlineData("Falkenkredit AG")]
    [InlineData("Lake Insurance Ltd")]
    [InlineData("Nur Aisyah")]
    public void FirmName_OfOneThatLendsOrInsuresOrIsNobody_IsNone(string name) => Assert.False(FirmName.Is(name));

    [Fact]
    public void Income_OfAnEmployersExpensesBetweenTwoPays_IsNone()
    {
        Employed(6);
        var before = Sum(First + 160, FlowKind.Income);
        In(First + 160, 12_000, "ACME MFG");
        Assert.Equal((before, 12_000), (Sum(First + 160, FlowKind.Income), Sum(First + 160, FlowKind.OtherIn)));
    }

    [Fact]
    public void Income_OfABonusWithoutAWord_IsTheEmployers()
    {
        Employed(6, "SALARY");
        var before = Sum(First + 160, FlowKind.Income);
        In(First + 160, 400_000, "ACME MFG");
        Assert.Equal(before + 400_000, Sum(First + 160, FlowKind.Income));
    }

    [Fact]
    public void Income_OfOwnMoneyThatTheBankMovesByItself_IsNone()
    {
        for (var month = 0; month < 6; month++)
        {
            In(First + (month * 30), 50_000, "A HOLDER", "INTERNAL TRSF A HOLDER");
        }

        Assert.Equal(0, Sum(First + 150, FlowKind.Income));
        Assert.True(Sum(First + 150, FlowKind.OtherIn) > 0);
    }

    /// <summary>Twice each way within months looked like own money; who lends collects more than was given.</summary>
    [Fact]
    public void Loan_CollectedWithACharge_IsDebtAndItsLenderLends()
    {
        for (var month = 0; month < 4; month++)
        {
            In(First + (month * 40), 30_000, "QUICKTIDE APPS");
            Out(First + (month * 40) + 28, 36_000, "QUICKTIDE APPS", "direct_debit");
        }

        Assert.Equal(36_000, Sum(First + 148, FlowKind.Debt));
        Assert.Equal(30_000, Sum(First + 120, FlowKind.LoanIn));
        Assert.Equal(1, Streams.Of(_account.State, First + 150).Payday);
    }

    [Fact]
    public void Loan_WhoseCollectionGoesBack_IsTakenFromDebt()
    {
        In(First, 30_000, "QUICKTIDE APPS");
        Out(First + 28, 36_000, "QUICKTIDE APPS", "direct_debit");
        Assert.Equal(36_000, Sum(First + 28, FlowKind.Debt));
        Out(First + 29, 36_000, "QUICKTIDE APPS", "direct_debit", TransactionStatus.Reversed, $"E{_made}");
        Assert.Equal((0, 0), (Sum(First + 28, FlowKind.Debt), Sum(First + 28, FlowKind.OtherOut)));
    }

    [Fact]
    public void Cash_OfAMachine_NeedsNoText()
    {
        Out(First, 5_000, "GA 4298", "atm");
        Assert.Equal(5_000, Sum(First, FlowKind.Cash));
    }

    private void Employed(int months, string? memo = null)
    {
        for (var month = 0; month < months; month++)
        {
            In(First + (month * 30), 160_000, "ACME MFG", memo);
        }
    }

    private void In(int day, long amount, string party, string? text = null) =>
        Line(day, amount, Direction.Credit, party, text, null, TransactionStatus.Booked, $"E{++_made}");

    private void Out(
        int day, long amount, string party, string channel, TransactionStatus status = TransactionStatus.Booked,
        string? id = null) =>
        Line(day, amount, Direction.Debit, party, null, channel, status, id ?? $"E{++_made}");

    private void Line(
        int day, long amount, Direction direction, string party, string? text, string? channel,
        TransactionStatus status, string id)
    {
        var line = Some.Transaction(
            id, (day * Some.Day) + Some.Hour, amount, direction, currency: "USD", channel: channel, dayOnly: true) with
        {
            Counterparty = party,
            Description = text,
            Status = status,
        };
        _account.Assess(line, counterparty: Some.Identity(party, TransactionStatus.Booked));
    }

    private long Sum(int day, FlowKind kind) => _account.Months.Sum(CivilDate.Month(day), kind);
}
