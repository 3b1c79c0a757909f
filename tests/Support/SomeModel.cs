using System.Text;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Tests.Support;

/// <summary>Small sound models and their files.</summary>
internal static class SomeModel
{
    /// <summary>Scores so much from an amount of 100.00 on, less below it.</summary>
    public static Scorecard Card(int above = 650, int below = 100, int edge = 10_000) => new(
        ScoreScale.Risk, 0, [new ScorecardRow(FeatureNumber.AmountValue, [edge], [below, above], 0, below)],
        new Thresholds(600, 800, "0.5 %"));

    public static byte[] File(Scorecard? card = null) => Encoding.UTF8.GetBytes(ModelFile.Write(
        card ?? Card(), [.. Enumerable.Range(0, 10).Select(static i =>
        {
            var row = FeatureRow.Missing();
            row[(int)FeatureNumber.AmountValue] = i * 2_500;
            return row;
        })]));

    public static byte[] CreditFile(
        string? currency = "MYR", FeatureNumber feature = FeatureNumber.IncomeLevel, params string[] denied) =>
        Encoding.UTF8.GetBytes(CreditModelFile.Write(new CreditModel(
            -3, [new CreditModelTerm(feature, CreditModelScale.Linear, 1, 0, 1, 0.5, -1, 0)])
        {
            About = currency is null ? null : About(currency, denied),
        }));

    public static CreditModelAbout About(string currency, params string[] denied) => new(
        currency, "MY", new string('0', 64), "2025-01-01", "2025-12-31", "90 days past due", 400, 40, denied);
}
