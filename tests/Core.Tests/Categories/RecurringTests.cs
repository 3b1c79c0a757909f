using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Categories;

/// <summary>What comes again and again, and the share of what no category was found for.</summary>
public sealed class RecurringTests
{
    private const int FirstDay = 20_089; // 2025-01-01
    private const ulong Employer = 9, Shop = 11;
    private int _made;

    [Theory]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(30)]
    public void Credit_OfAnUnknownPayerInARhythm_IsRecurringFromTheFourthOn(int gap)
    {
        var account = new Account();
        var flags = Enumerable.Range(0, 6).Select(pay => Credit(account, FirstDay + (pay * gap)).Flags).ToList();
        Assert.Equal([false, false, false, true, true, true],
            flags.Select(static each => each.HasFlag(DecisionFlags.Recurring)));
    }

    [Fact]
    public void Credit_WithoutRhythmOrWithACategory_IsNotRecurring()
    {
        var account = new Account();
        foreach (var day in new[] { 0, 4, 31, 33, 70, 74, 120 })
        {
            Assert.False(Credit(account, FirstDay + day).Flags.HasFlag(DecisionFlags.Recurring));
        }

        for (var pay = 0; pay < 6; pay++)
        {
            Assert.False(Credit(account, FirstDay + 200 + (pay * 30), "refund")
                .Flags.HasFlag(DecisionFlags.Recurring));
        }
    }

    [Theory]
    [InlineData(ScoringVersions.Two, 1.0)]
    [InlineData(ScoringVersions.Three, 0.25)]
    public void Uncategorised_OfKnownSpending_CountsWhatNothingIsKnownOf(ushort scoringVersion, double share)
    {
        var account = new Account(scoringVersion: scoringVersion);
        for (var day = 0; day < 40; day += 10)
        {
            Pay(account, FirstDay + day, "restaurants");
            Pay(account, FirstDay + day, "shopping");
            Pay(account, FirstDay + day, "travel");
            Pay(account, FirstDay + day, null);
            Pay(account, FirstDay + day, "zakat");
        }

        Assessment.MeasureCredit(scoringVersion, account.State, FirstDay + 40, default, out var row);
        Assert.Equal(share, row[(int)FeatureNumber.CoverageUncategorised], 9);
    }

    [Fact]
    public void Rent_ByARuleOnly_IsHousingPaidRegularly()
    {
        var account = new Account();
        var rent = new CategoryFinding(Category.Rent, Evidence.Rule).ToByte();
        for (var month = 0; month < 5; month++)
        {
            var transaction = Transaction(FirstDay + (month * 30), 90_000, Direction.Debit, null);
            account.Assess(transaction, Shop, category: rent);
        }

        Assessment.MeasureCredit(ScoringVersions.Three, account.State, FirstDay + 140, default, out var row);
        Assert.Equal(0, row[(int)FeatureNumber.HousingUnsteadiness], 2);
        Assert.Equal(0, row[(int)FeatureNumber.ObligationsMissed]);
    }

    private Decision Credit(Account account, int day, string? category = null) =>
        account.Assess(Transaction(day, 300_000, Direction.Credit, category), Employer);

    private void Pay(Account account, int day, string? category) =>
        account.Assess(Transaction(day, 2_000, Direction.Debit, category), Shop);

    private Transaction Transaction(int day, long amount, Direction direction, string? category) => Some.Transaction(
        $"r{++_made}", (day * Some.Day) + (9 * Some.Hour) + _made, amount, direction, category: category);
}
