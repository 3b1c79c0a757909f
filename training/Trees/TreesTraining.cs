using System.Text;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Files;
using OrleansRisk.Training.LightGbm;
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
        var rows = ScorecardTraining.Measured(args[0], request);
        var learned = ScorecardTraining.Enough(rows, request);
        var shown = JudgementTables.Spread(learned);
        var (model, grown) = Grow(learned, () => Forget(rows, learned, shown, request));
        model = model with { Thresholds = ScorecardTraining.ThresholdsOf(model, rows, learned, request, budget) };
        Directory.CreateDirectory(args[1]);
        await File.WriteAllTextAsync(Path.Combine(args[1], "trees.json"), TreesImport.Written(model).Text);
        await File.WriteAllTextAsync(Path.Combine(args[1], "trees.html"), Page(model, grown, learned)
            .Moved(grown.Held, ScorecardTraining.Behind(model, rows, request)).Importance(model, shown).ToString());
        Console.WriteLine($"{grown.Trees} trees, review at {model.Thresholds.ReviewAt}");
    }

    /// <summary>
    /// What is known fraud, or an own outlier, may only speak against a transaction, as in a scorecard. An account's
    /// transactions are held out together.
    /// </summary>
    public static (WideTreeEnsemble Model, GrownTrees Grown) Grow(
        IReadOnlyList<MeasuredRow> learned, Action? handedOver = null)
    {
        var features = FeatureCatalogue.All.Where(static entry => (int)entry.Number < FeatureRow.FirstCredit)
            .Select(static entry => entry.Number).ToList();
        var rows = new LabelledRows(
            learned.Count, (row, values) => learned[row].Take(features, values),
            [.. learned.Select(static row => row.Fraud)], [.. learned.Select(static _ => 1.0)],
            features.ConvertAll(FeatureCatalogue.NameOf),
            features.ConvertAll(static feature => ScorecardDesign.TrendOf(feature) switch
            {
                PointTrend.Rising => 1,
                PointTrend.Falling => -1,
                _ => 0,
            }));
        var grown = MonotoneTrees.Grow(rows, [.. learned.Select(static row => row.Account % Parts)], handedOver);
        return (LightGbmImport.Read(Encoding.UTF8.GetBytes(grown.Text), new Thresholds(0, 0)), grown);
    }

    /// <summary>
    /// Once LightGBM has the rows, nobody needs their values but of those that are shown, and of those that thresholds
    /// are set by.
    /// </summary>
    private static void Forget(
        List<MeasuredRow> rows, List<MeasuredRow> learned, List<MeasuredRow> shown, PassRequest request)
    {
        if (rows.Exists(row => row.Day >= request.Days.End))
        {
            foreach (var row in learned.Except(shown))
            {
                row.Forget();
            }

            ScorecardTraining.Release();
        }
    }

    private static HtmlPage Page(WideTreeEnsemble model, GrownTrees grown, List<MeasuredRow> learned)
    {
        int[] held = [.. Enumerable.Range(0, learned.Count).Where(i => !double.IsNaN(grown.Held[i]))];
        var judged = new Judgement([.. held.Select(i => learned[i])], [.. held.Select(i => grown.Held[i])]);
        return new HtmlPage("Boosted trees")
            .Paragraph($"{grown.Trees} trees by LightGBM, learned from {learned.Count:N0} transactions, "
                + $"{learned.Count(static row => row.Fraud):N0} of them fraud. Figures are of {held.Length:N0} of them "
                + "as trees score them that have not seen their accounts; so many trees as predicted those best.")
            .Judged(judged, model.Thresholds, ScoreScale.Risk);
    }
}
