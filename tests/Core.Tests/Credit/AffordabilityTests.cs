using OrleansRisk.Core.Credit;
using Xunit;

namespace OrleansRisk.Core.Tests.Credit;

public sealed class AffordabilityTests
{
    [Theory]
    [InlineData(500_000, 100_000, 50_000, 3, 100_000, AffordabilityWord.Affordable)]
    [InlineData(500_000, 100_000, 100_000, 3, 100_000, AffordabilityWord.Affordable)] // two fifths, to the unit
    [InlineData(500_000, 100_000, 100_000, 3, 100_001, AffordabilityWord.Strained)]
    [InlineData(500_000, 100_000, 200_000, 3, 100_000, AffordabilityWord.Strained)] // three fifths
    [InlineData(500_000, 100_000, 200_000, 3, 100_001, AffordabilityWord.Unaffordable)]
    [InlineData(500_000, 400_001, 0, 3, 100_000, AffordabilityWord.Unaffordable)] // less is left than it takes
    [InlineData(0, 0, 0, 3, 100_000, AffordabilityWord.Unaffordable)]
    [InlineData(500_000, 0, 0, 0, 1, AffordabilityWord.Unknown)]
    public void Of_Means_SaysWhatTheyBear(
        double income, double essential, double debt, int months, double instalment, AffordabilityWord word) =>
        Assert.Equal(word, Affordability.Of(new MonthlyMeans(income, essential, debt, months), instalment).Word);

    [Fact]
    public void Of_NoIncome_HasNoShares()
    {
        var shown = Affordability.Of(new MonthlyMeans(0, 10, 0, 3), 5);
        Assert.Equal((null, null, -15L), (shown.DebtBefore, shown.DebtAfter, shown.FreeAfter));
    }

    [Fact]
    public void Joined_SeveralAccounts_AddUpToTheMonthsOfTheYoungest()
    {
        var joined = MonthlyMeans.Joined([new(300, 20, 10, 3), new(100, 1, 2, 1)]);
        Assert.Equal(new MonthlyMeans(400, 21, 12, 1), joined);
        Assert.Equal(default, MonthlyMeans.Joined([]));
    }
}
