using System.Text;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Files;
using OrleansRisk.Training.Reports;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Trees;

/// <summary>
/// <c>risk-training trees train</c>: boosted trees over the features of transactions, on the days, labels and budget
/// that a scorecard is trained by; writes <c>trees.json</c> and <c>trees.html</c>.
/// </summary>
internal static class TreesTraining
{
    private const int Parts = 5;

    public static async Task Train(string[] args)
    {
        var request = PassRequest.Of(args[2], args[3], args[4]);
        var budget = AlertBudget.Read(args[5]) ?? throw new InputException("BUDGET is neither 0.5 % nor 200 a day.");
        var transactions = await LabelledFile.Read(args[0]);
        request.MustBeKnown(transactions);
        var rows = ScorecardTraining.Pass(transactions, request).ToList();
        var learned = ScorecardTraining.Enough(rows, request);
        var (model, grown) = Grow(learned);
        model = model with { Thresholds = ScorecardTraining.ThresholdsOf(model, rows, learned, request, budget) };
        Directory.CreateDirectory(args[1]);
        await File.WriteAllTextAsync(Path.Combine(args[1], "trees.json"), TreesImport.Written(model).Text);
        await File.WriteAllTextAsync(Path.Combine(args[1], "trees.html"), Page(model, grown, learned).ToString());
        Console.WriteLine($"{grown.Trees} trees, review at {model.Thresholds.ReviewAt}");
    }

    /// <summary>
    /// What is known fraud, or an own outlier, may only speak against a transaction, as in a scorecard. An account's
    /// transactions are held out together.
    /// </summary>
    public static (WideTreeEnsemble Model, GrownTrees Grown) Grow(IReadOnlyList<MeasuredRow> learned)
    {
        var features = FeatureCatalogue.All.Where(static entry => (int)entry.Number < FeatureRow.FirstCredit)
            .Select(static entry => entry.Number).ToList();
        var grown = MonotoneTrees.Grow(
            [.. learned.Select(row => features.ConvertAll(feature => row[feature]).ToArray())],
            [.. learned.Select(static row => row.Fraud)], [.. learned.Select(static _ => 1.0)],
            features.ConvertAll(FeatureCatalogue.NameOf),
            features.ConvertAll(static feature => ScorecardDesign.TrendOf(feature) switch
            {
                PointTrend.Rising => 1,
                PointTrend.Falling => -1,
                _ => 0,
            }),
            [.. learned.Select(static row => row.Account % Parts)]);
        return (LightGbmImport.Read(Encoding.UTF8.GetBytes(grown.Text), new Thresholds(0, 0)), grown);
    }

    private static HtmlPage Page(WideTreeEnsemble model, GrownTrees grown, List<MeasuredRow> learned) =>
        new HtmlPage("Boosted trees")
            .Paragraph($"{grown.Trees} trees by LightGBM, learned from {learned.Count:N0} transactions, "
                + $"{learned.Count(static row => row.Fraud):N0} of them fraud. Figures are of every account as trees "
                + "score it that have not seen it; so many trees as predicted such accounts best.")
            .Judged(new Judgement(learned, grown.Held), model.Thresholds, ScoreScale.Risk);
}
