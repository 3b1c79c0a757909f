using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Tests.Credit;

public sealed class CreditModelTests
{
    private static readonly CreditModel Card = new(-3,
    [
        new(FeatureNumber.BalanceLowest90D, CreditModelScale.Logarithm, 100, -5, 5, 1, -0.5, 0.25),
        new(FeatureNumber.FlowNegativeMonths6, CreditModelScale.Linear, 1, 0, 6, 2, 0.3, 0),
        new(FeatureNumber.SavingsRate6M, CreditModelScale.Linear, 1, -1, 1, 0.1, -1, 0),
    ]);

    [Theory]
    [InlineData(0.5, 355)]
    [InlineData(0.01, 686)]
    [InlineData(0.001, 853)]
    public void Points_OfAProbability_StandOnTheScale(double probability, int points) =>
        Assert.Equal(points, CreditModel.Points(Math.Log(probability / (1 - probability))));

    [Fact]
    public void LogOdds_OfARow_AreInterceptAndContributions()
    {
        var row = Row(-50, 4, 0.1);
        Span<double> parts = stackalloc double[3];
        var logOdds = Card.LogOdds(row, parts);
        Assert.Equal(-3 + parts[0] + parts[1] + parts[2], logOdds, 12);
        Assert.Equal(-0.5 * (-Math.Log(1.5) - 1), parts[0], 12);
        Assert.Equal(0.6, parts[1], 12);
        Assert.Equal(0, parts[2], 12);
    }

    [Fact]
    public void LogOdds_ValueBeyondTheBounds_CountsAsTheBound() =>
        Assert.Equal(Card.LogOdds(Row(-1e9, 4, 0)), Card.LogOdds(Row(-1e12, 4, 0)));

    [Fact]
    public void LogOdds_MissingValue_CostsWhatTheTermSays()
    {
        Span<double> parts = stackalloc double[3];
        Card.LogOdds(FeatureRow.Missing(), parts);
        Assert.Equal([0.25, 0, 0], parts.ToArray());
    }

    [Fact]
    public void Reasons_OfTwoTermsOfAFamily_AreOneEach()
    {
        var score = CreditModelScore.Of(Card, Row(-100_000, 6, -1));
        Assert.Equal(
            [FeatureNumber.BalanceLowest90D, FeatureNumber.FlowNegativeMonths6],
            score.Reasons.Select(static reason => reason.Feature));
        Assert.Equal(2, score.Reasons[1].Usual);
        Assert.Equal(171.828, score.Reasons[0].Usual, 3);
        Assert.Equal(1 / (1 + Math.Exp(-score.LogOdds)), score.Probability, 12);
    }

    [Fact]
    public void Check_UnsoundCard_IsNamed()
    {
        Assert.Null(Card.Check());
        Assert.NotNull((Card with { Intercept = double.NaN }).Check());
        Assert.NotNull((Card with { Needs = new HistoryNeed(-1, 0) }).Check());
        Assert.NotNull((Card with { Needs = new HistoryNeed(0, HistoryNeed.TransactionsMax + 1) }).Check());
        Assert.NotNull((Card with { Terms = [] }).Check());
        Assert.NotNull((Card with { Terms = [.. Card.Terms, Card.Terms[0]] }).Check());
        Assert.NotNull((Card with { Terms = [Card.Terms[0] with { Weight = double.NaN }] }).Check());
        Assert.NotNull((Card with { Terms = [Card.Terms[0] with { Low = 6 }] }).Check());
    }

    private static FeatureRow Row(double lowest, double negative, double savings)
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.BalanceLowest90D] = lowest;
        row[(int)FeatureNumber.FlowNegativeMonths6] = negative;
        row[(int)FeatureNumber.SavingsRate6M] = savings;
        return row;
    }
}
