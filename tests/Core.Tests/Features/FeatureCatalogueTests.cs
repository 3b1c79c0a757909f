using System.Text.RegularExpressions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Features;

public sealed partial class FeatureCatalogueTests
{
    [Fact]
    public void Rows_InOrder_NameEveryNumberOnce()
    {
        var rows = FeatureCatalogue.All;
        Assert.Equal(Enum.GetValues<FeatureNumber>(), rows.Select(row => row.Number));
        Assert.Equal(rows.Count, rows.DistinctBy(row => row.Name).Count());
        Assert.All(rows, row =>
        {
            Assert.Matches(StableName(), row.Name);
            Assert.NotEmpty(row.Meaning);
            Assert.NotEmpty(row.Missing);
            Assert.Same(row, FeatureCatalogue.Find(row.Name));
        });
        Assert.Null(FeatureCatalogue.Find("amount.nothing"));
    }

    [Fact]
    public void Measure_FirstTransactionWithNothingStated_LeavesOutWhatTheStreamLacks()
    {
        var row = new Account().Measure(Some.Transaction(channel: null, dayOnly: true));
        FeatureNumber[] missing =
        [
            FeatureNumber.VelocityCount1H, FeatureNumber.VelocityBurst1H, FeatureNumber.VelocityGap,
            FeatureNumber.SpendAverage1D, FeatureNumber.SpendAverage30D, FeatureNumber.RepeatSinceOutlier,
            FeatureNumber.CounterpartyRiskFaded, FeatureNumber.CounterpartySinceFraud, FeatureNumber.CounterpartyLast1,
            FeatureNumber.NoveltyParty, FeatureNumber.NoveltyCountry, FeatureNumber.NoveltyDevice,
            FeatureNumber.NoveltyChannel, FeatureNumber.NoveltyCategory, FeatureNumber.TimeHour,
            FeatureNumber.TimeHourSurprise, FeatureNumber.DrainBalance, FeatureNumber.DrainGone24H,
            FeatureNumber.GeoSpeed, FeatureNumber.HistoryDays,
        ];
        Assert.All(missing, feature => Assert.True(double.IsNaN(row[(int)feature]), feature.ToString()));
        Assert.Equal(0, row[(int)FeatureNumber.VelocityCount1D]);
        Assert.Equal(0, row[(int)FeatureNumber.HistoryTransactions]);
    }

    [Fact]
    public void Measure_MoneyComingIn_IsNoPayment()
    {
        var row = new Account().WithHabit().Measure(Some.Transaction(direction: Direction.Credit));
        Assert.True(double.IsNaN(row[(int)FeatureNumber.AmountRatioMean]));
        Assert.True(double.IsNaN(row[(int)FeatureNumber.VelocityCount1D]));
        Assert.False(double.IsNaN(row[(int)FeatureNumber.AmountZLog]));
    }

    [Fact]
    public void Measure_BeforeTheTransaction_SeesOnlyWhatWasBefore()
    {
        var account = new Account().WithHabit();
        var before = account.State.ToArray();
        var row = account.Measure(Some.Transaction(), counterparty: 1);
        Assert.Equal(before, account.State);
        Assert.Equal(1, row[(int)FeatureNumber.VelocityCount1D], 6);
        Assert.Equal(80, row[(int)FeatureNumber.HistoryTransactions]);
        Assert.Equal(86_400, row[(int)FeatureNumber.VelocityGap]);
        Assert.Equal(12, row[(int)FeatureNumber.TimeHour]);
        Assert.Equal(0, row[(int)FeatureNumber.TimeWeekday]);
        Assert.InRange(row[(int)FeatureNumber.NoveltyPartyShare], 0.3, 0.4);
    }

    [Theory]
    [InlineData(500_000, 3, 0)] // 5,000.00
    [InlineData(500_001, 0, 0)]
    [InlineData(2_490_000, 2, 0.96)]
    [InlineData(2_500_000, 3, 0)]
    [InlineData(2_300_000, 3, 0.2)]
    public void Measure_RoundOrJustBelowTheLimit_SaysSo(long amount, double zeros, double nearness)
    {
        var row = new Account().Measure(Some.Transaction(amount: amount));
        Assert.Equal(zeros, row[(int)FeatureNumber.AmountRound]);
        Assert.Equal(nearness, row[(int)FeatureNumber.AmountBelowLimit], 9);
    }

    [Fact]
    public void Measure_LimitOfTheCurrencyNotKnown_IsMissing() =>
        Assert.True(double.IsNaN(new Account("JPY").Measure(Some.Transaction(currency: "JPY"))[
            (int)FeatureNumber.AmountBelowLimit]));

    [Fact]
    public void Measure_LabelledCounterparty_SharesFraudAmongTheNewest()
    {
        var figures = new CounterpartyStatistics
        {
            Known = true,
            RiskPpm = 250_000,
            LastLabels = 0b0110,
            LastCount = 4,
            DaysSinceFraud = 3,
            Accounts = 4,
            Windows = new CounterpartyWindows
            {
                Stated = true,
                SevenDays = new WindowStatistics(8, 2),
                FraudAge = 5,
                GenuineSince = 6,
                BadAccounts = 2,
                FadedMilli = 10_000,
            },
        };
        var row = new Account().Measure(Some.Transaction(), 7, figures);
        Assert.Equal((0.25, 3), (
            row[(int)FeatureNumber.CounterpartyRiskFaded], row[(int)FeatureNumber.CounterpartySinceFraud]));
        Assert.Equal((0, 2.0 / 3, 0.5), (
            row[(int)FeatureNumber.CounterpartyLast1], row[(int)FeatureNumber.CounterpartyLast3],
            row[(int)FeatureNumber.CounterpartyLast5]));
        Assert.Equal((8, 0.2004), (
            row[(int)FeatureNumber.CounterpartyCount7D], row[(int)FeatureNumber.CounterpartyRisk7D]));
        Assert.Equal((0, 0.002), (
            row[(int)FeatureNumber.CounterpartyCount1D], row[(int)FeatureNumber.CounterpartyRisk1D]));
        Assert.Equal((5, 6, 2, 2.5), (
            row[(int)FeatureNumber.CounterpartyFraudAge], row[(int)FeatureNumber.CounterpartyGenuineSince],
            row[(int)FeatureNumber.GraphBadAccounts], row[(int)FeatureNumber.GraphFanIn]));
        Assert.Equal(-1, row[(int)FeatureNumber.CounterpartyFraudRun]); // six genuine ones ended it
        var unbroken = figures with { Windows = figures.Windows with { GenuineSince = 0 } };
        var run = new Account().Measure(Some.Transaction(), 7, unbroken);
        Assert.Equal(5, run[(int)FeatureNumber.CounterpartyFraudRun]);
    }

    [GeneratedRegex("^[a-z]+\\.[a-z0-9_]+$")]
    private static partial Regex StableName();
}
