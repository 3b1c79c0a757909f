using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;
using Xunit;

namespace OrleansRisk.Core.Tests.Credit;

public sealed class AssessmentTextsTests
{
    private static readonly Currency Myr = Currency.FromNumber(458);

    [Fact]
    public void For_EveryCreditFeature_HasASentenceOfItsOwnInBothLanguages()
    {
        var credit = FeatureCatalogue.All.Where(static each => (int)each.Number >= FeatureRow.FirstCredit).ToList();
        foreach (var language in (ReasonLanguage[])[ReasonLanguage.English, ReasonLanguage.Malay])
        {
            var texts = credit.Select(each => AssessmentTexts.For(
                new AssessmentReason(ReasonCode.None, each.Number, 1, 2, -9), Myr, language)).ToList();
            Assert.Equal(credit.Count, texts.Distinct().Count());
            Assert.All(texts, static text => Assert.DoesNotContain("score", text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData(FeatureNumber.BalanceLowest90D, 12_345, 540_000,
        "Lowest balance of 90 days: 123.45, lower than the 5400.00 that costs no points.")]
    [InlineData(FeatureNumber.DebtService, 0.4567, 0.2,
        "Share of income that goes into debts: 45.7 %, higher than the 20.0 % that costs no points.")]
    [InlineData(FeatureNumber.Tenure, 5.0, 7.0,
        "Days since the account was opened: 147, lower than the 1096 that costs no points.")]
    [InlineData(FeatureNumber.BalanceTrend, double.NaN, 0,
        "Change of the balance within 90 days, in months of outflow: not known.")]
    public void Sentence_ReasonOfACard_NamesFigureAndWhatCostsNothing(
        FeatureNumber feature, double value, double usual, string sentence) =>
        Assert.Equal(sentence, AssessmentTexts.Sentence(
            new AssessmentReason(ReasonCode.None, feature, value, usual, -20), Myr, ReasonLanguage.English));

    [Fact]
    public void Sentence_ReasonOfTheExpertScorecard_IsItsOwn()
    {
        var reason = new AssessmentReason(ReasonCode.DebtHigh, default, 45, 20, -30);
        Assert.Equal("debt.high", reason.Name);
        Assert.Equal("45 % of income goes into debt payments; up to 20 % no points are lost.",
            AssessmentTexts.Sentence(reason, Myr, ReasonLanguage.English));
        Assert.NotEqual(
            AssessmentTexts.Sentence(reason, Myr, ReasonLanguage.English),
            AssessmentTexts.Sentence(reason, Myr, ReasonLanguage.Malay));
    }
}
