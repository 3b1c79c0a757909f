using OrleansRisk.Training.Credit;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Tests;

public sealed class LoanTimesTests
{
    private static readonly int First = LoanFiles.DayOf(new DateOnly(2024, 1, 15));

    [Fact]
    public void Counted_RunningLoan_IsNeitherGoodNorBad()
    {
        Loan[] loans = [Of(0, bad: false), Of(0, bad: true), Of(0, running: true)];
        Assert.Equal([false, true], LoanTimes.Counted(loans, new CreditChoices()).Select(static loan => loan.Bad));
    }

    [Fact]
    public void Counted_MaturityChosen_TakesWholeAges()
    {
        Loan[] loans =
        [
            Of(0, bad: false), Of(0, running: true), // a year old: what runs on is good
            Of(300, bad: true), Of(300, bad: false), // too young, the bad ones as well
        ];
        var choices = new CreditChoices(MaturityMonths: 12, ObservedTo: new DateOnly(2025, 1, 15));
        var counted = LoanTimes.Counted(loans, choices);
        Assert.Equal([(First, (bool?)false), (First, false)], counted.Select(static loan => (loan.Day, loan.Bad)));
        Assert.Equal(
            [new Vintage("2024 Q1", 2, 2, 0, 0), new Vintage("2024 Q4", 2, 0, 0, 0)],
            LoanTimes.Vintages(loans, counted));
    }

    [Fact]
    public void Counted_MaturityWithoutADayOfLooking_IsRefused() => Assert.Contains(
        "observed_to", Assert.Throws<InputException>(
            () => LoanTimes.Counted([Of(0, bad: true)], new CreditChoices(MaturityMonths: 6))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void TestFrom_LoansOfOneDayOrFewBadOnes_IsNone()
    {
        Loan[] oneDay = [.. Enumerable.Range(0, 200).Select(static i => Of(0, bad: i % 3 == 0))];
        Assert.Null(LoanTimes.TestFrom(oneDay, new CreditChoices()));
        Loan[] few = [.. Enumerable.Range(0, 200).Select(static i => Of(i, bad: i % 20 == 0))];
        Assert.Null(LoanTimes.TestFrom(few, new CreditChoices()));
        Assert.Throws<InputException>(
            () => LoanTimes.TestFrom(few, new CreditChoices(TestFrom: new DateOnly(2024, 3, 1))));
    }

    [Fact]
    public void TestFrom_LoansOverTime_IsTheLastQuarter()
    {
        Loan[] loans = [.. Enumerable.Range(0, 400).Select(static i => Of(i, bad: i % 3 == 0))];
        Assert.Equal(First + 300, LoanTimes.TestFrom(loans, new CreditChoices()));
    }

    private static Loan Of(int day, bool? bad = null, bool running = false) =>
        new($"L{Guid.NewGuid():N}", "A", First + day, 1, 1, 1, 1, bad) { Running = running };
}
