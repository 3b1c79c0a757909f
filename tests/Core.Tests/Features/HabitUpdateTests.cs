using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Features;

/// <summary>What scoring version 2 learns in places that scoring version 1 leaves zero.</summary>
public sealed class HabitUpdateTests
{
    [Fact]
    public void Greatest_OfThirtyDays_ForgetsWhatIsOlder()
    {
        var account = new Account();
        account.Assess(Some.Transaction("big", Some.Noon - (40 * Some.Day), 2_000_000));
        account.Assess(Some.Transaction("less", Some.Noon - (20 * Some.Day), 1_000_000));
        Assert.Equal(0.5, Measured(account, FeatureNumber.AmountRatioMax30, amount: 500_000), 2);
        account.Assess(Some.Transaction("later", Some.Noon + (40 * Some.Day), 1_000));
        var row = account.Measure(Some.Transaction("T-9", Some.Noon + (41 * Some.Day), 500_000));
        Assert.Equal(500, row[(int)FeatureNumber.AmountRatioMax30], 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_047)]
    [InlineData(2_048)]
    [InlineData(123_456_789)]
    [InlineData(1_000_000_000_000_000)]
    public void Greatest_AnyAmount_IsKeptToAThousandth(long amount)
    {
        var state = Some.State();
        new GreatestAmounts(state).Add(20_000, amount);
        var kept = new GreatestAmounts(state).Greatest(20_000, 20_000);
        Assert.InRange(kept, amount - (amount / 1_000), amount);
    }

    [Fact]
    public void Outliers_OfFourteenDays_AreCountedByDay()
    {
        var account = new Account().WithHabit(days: 30);
        for (var i = 0; i < 9; i++)
        {
            account.Assess(Some.Transaction($"big-{i}", Some.Noon + i, 900_000 * (i + 1)));
        }

        account.Assess(Some.Transaction("again", Some.Noon + Some.Day, 90_000_000));
        Assert.Equal(8, At(account, Some.Noon + (2 * Some.Day), FeatureNumber.RepeatOutliers14D)); // 7 at most of a day
        Assert.Equal(1, At(account, Some.Noon + (14 * Some.Day), FeatureNumber.RepeatOutliers14D));
        Assert.Equal(0, At(account, Some.Noon + (16 * Some.Day), FeatureNumber.RepeatOutliers14D));
    }

    [Fact]
    public void Parties_MoreThanUsualInADay_StandOut()
    {
        var account = new Account().WithHabit(days: 20, perDay: 2);
        var ordinary = At(account, Some.Noon, FeatureNumber.NoveltyParties1D, counterparty: 1);
        for (var i = 0; i < 8; i++)
        {
            account.Assess(Some.Transaction($"new-{i}", Some.Noon + i), counterparty: 100 + (ulong)i);
        }

        Assert.InRange(ordinary, 0.4, 0.6); // one of a usual two
        Assert.InRange(At(account, Some.Noon + 9, FeatureNumber.NoveltyParties1D, counterparty: 1), 4, 5);
        Assert.Equal(
            At(account, Some.Noon + 9, FeatureNumber.NoveltyParties1D, counterparty: 103) + 0.5,
            At(account, Some.Noon + 9, FeatureNumber.NoveltyParties1D, counterparty: 1), 1);
    }

    [Fact]
    public void Parties_OfAMonthAgainstTheTimeBefore_SayWhenTheyGrow()
    {
        var account = new Account();
        Assert.True(double.IsNaN(At(account, Some.Noon, FeatureNumber.NoveltyParties30D, counterparty: 1)));
        var start = Some.Noon - (Some.Noon / Some.Day % PartySketches.EpochDays * Some.Day);
        for (var day = 0; day < 80; day++)
        {
            var party = day < 45 ? day % 6 : day;
            account.Assess(Some.Transaction($"T-{day}", start + (day * Some.Day)), counterparty: 50 + (ulong)party);
        }

        var grown = At(account, start + (80 * Some.Day), FeatureNumber.NoveltyParties30D, counterparty: 1);
        Assert.InRange(grown, 5, 11); // thirty and this one against six in 45 days
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(300)]
    public void Sketch_OfManyParties_IsWithinAThird(int parties)
    {
        var state = Some.State();
        for (var party = 1; party <= parties; party++)
        {
            new PartySketches(state).Add((ulong)party * 7_919, 20_000);
        }

        Assert.InRange(new PartySketches(state).Estimate(20_000), parties * 0.66, parties * 1.34);
    }

    [Fact]
    public void Speed_FromThePlaceBefore_IsWhatATravellerWouldNeed()
    {
        var account = new Account();
        account.Assess(Some.Transaction("kl") with { Geo = new GeoPoint(3_139_000, 101_687_000) });
        var london = Some.Transaction("ldn", Some.Noon + Some.Hour) with { Geo = new GeoPoint(51_507_000, -128_000) };
        Assert.InRange(account.Measure(london)[(int)FeatureNumber.GeoSpeed], 9_000, 12_500);
        Assert.True(double.IsNaN(account.Measure(london with { Geo = null })[(int)FeatureNumber.GeoSpeed]));
        Assert.True(double.IsNaN(account.Measure(london with { DayOnly = true })[(int)FeatureNumber.GeoSpeed]));
    }

    [Theory]
    [InlineData(3_139_000, 101_687_000, 1_352_000, 103_820_000, 309)] // Kuala Lumpur – Singapore
    [InlineData(0, 179_900_000, 0, -179_900_000, 22.2)] // across the date line
    [InlineData(60_000_000, 10_000_000, 60_000_000, 11_000_000, 55.6)]
    public void Distance_OfTwoPlaces_IsWithinTwoPercent(int lat1, int lon1, int lat2, int lon2, double kilometres)
    {
        var distance = Travel.Distance(new GeoPoint(lat1, lon1), new GeoPoint(lat2, lon2));
        Assert.InRange(distance, kilometres * 0.98, kilometres * 1.02);
    }

    [Fact]
    public void State_OfTheFirstFold_LearnsNothingThere()
    {
        var account = new Account(scoringVersion: ScoringVersions.One).WithHabit();
        account.Assess(Some.Transaction("big", amount: 9_000_000) with { Geo = new GeoPoint(1, 1) }, counterparty: 9);
        var block = account.State.AsSpan(Layout.DistinctParties, Layout.DistinctPartiesSize);
        Assert.False(block.ContainsAnyExcept((byte)0));
    }

    private static double Measured(Account account, FeatureNumber feature, long amount) =>
        account.Measure(Some.Transaction(amount: amount))[(int)feature];

    private static double At(Account account, long at, FeatureNumber feature, ulong counterparty = 0) =>
        account.Measure(Some.Transaction("later", at), counterparty)[(int)feature];
}
