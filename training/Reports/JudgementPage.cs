using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Reports;

/// <summary>What every report of a model shows of rows whose outcome is known.</summary>
/// <param name="LogOdds">Log odds of fraud that the model gives each row.</param>
internal sealed record Judgement(IReadOnlyList<MeasuredRow> Rows, double[] LogOdds)
{
    public const int CardsADay = 100;

    public bool[] Bad { get; } = [.. Rows.Select(static row => row.Fraud)];

    public RankingFigures Figures => Ranking.Of(Rows, LogOdds, CardsADay);

    /// <summary>Which rows reach the threshold of review, or a worse one.</summary>
    public bool[] Reviewed(Thresholds thresholds, ScoreScale scale) => [.. LogOdds.Select(
        odds => thresholds.OutcomeOf(scale, JudgementPage.ScoreOf(scale, odds)) >= Outcome.Review)];

    public List<CalibrationGroup> Calibration =>
        CalibrationTable.Of([.. LogOdds.Select(Logistic.Probability)], Bad);
}

internal static class JudgementPage
{
    public static HtmlPage Judged(this HtmlPage page, Judgement judged, Thresholds thresholds, ScoreScale scale)
    {
        var figures = judged.Figures;
        var groups = judged.Calibration;
        JudgedWeek[] whole = [new(judged.Rows, judged.LogOdds)];
        var (area, average) = (RankingInterval.Auc(whole), RankingInterval.Average(whole));
        return page.Heading("How well it ranks")
            .Table(["figure", "value"],
            [
                ["transactions", judged.Rows.Count], ["of them fraud", judged.Bad.Count(static bad => bad)],
                ["AUC", figures.Auc], ["AUC, 95 % from", area.Low], ["to", area.High],
                ["Gini", (2 * figures.Auc) - 1],
                ["KS", Auc.KolmogorovSmirnov(judged.LogOdds, judged.Bad)], ["average precision", figures.Average],
                ["average precision, 95 % from", average.Low], ["to", average.High],
                [$"card precision, {Judgement.CardsADay} accounts a day", figures.CardPrecision],
                ["calibration error", CalibrationTable.Error(groups)],
            ])
            .Plots(
                SvgPlot.Of(
                    "ROC", "false positive rate", "recall", Curves.Roc(judged.LogOdds, judged.Bad), diagonal: true),
                SvgPlot.Of("Precision and recall", "recall", "precision",
                    Curves.PrecisionRecall(judged.LogOdds, judged.Bad)),
                SvgPlot.Of("Calibration", "predicted (log scale)", "observed",
                    [.. groups.Where(static g => g.Bad > 0).Select(static g => (g.Promised, g.Came))],
                    dots: true, diagonal: true, logarithmic: true))
            .Heading("Predicted and observed")
            .Table(["group, from the safest", "transactions", "fraud", "predicted", "observed", "95 % from", "to"],
                groups.Select(static (g, i) => new object[]
                {
                    i + 1, g.Rows, g.Bad, g.Promised, g.Came, g.Low, g.High,
                }))
            .Heading("What thresholds would have done")
            .Table([
                    "threshold", "alerts", "true positives", "false positives", "missed fraud", "true negatives",
                    "precision", "recall",
                ],
                Confusion(judged, thresholds, scale))
            .Gains(judged)
            .Scores(judged, scale)
            .Weeks(judged, thresholds, scale)
            .Heading("By segment")
            .Paragraph("What the lender states of a transaction and no model reads. The ratio is the share of genuine "
                + "transactions that are reviewed, over the least of any segment with alerts.")
            .Table(
                [
                    "segment", "transactions", "fraud", "observed", "predicted", "mean score", "reviewed",
                    "genuine reviewed", "recall", "ratio",
                ],
                Segments(judged, thresholds, scale));
    }

    public static int ScoreOf(ScoreScale scale, double logOdds) =>
        (int)Math.Clamp(Math.Floor(scale.Points(logOdds) + 0.5), Core.Limits.ScoreMin, Core.Limits.ScoreMax);

    private static IEnumerable<object[]> Confusion(Judgement judged, Thresholds thresholds, ScoreScale scale)
    {
        var scores = judged.LogOdds.Select(odds => ScoreOf(scale, odds)).ToArray();
        double frauds = judged.Bad.Count(static bad => bad);
        var steps = Enumerable.Range(1, 9).Select(static i => i * 100).Append(thresholds.ReviewAt).Distinct().Order();
        foreach (var at in steps)
        {
            var alerts = Enumerable.Range(0, scores.Length)
                .Where(i => scale.Harm(scores[i]) >= scale.Harm(at)).ToList();
            var found = alerts.Count(i => judged.Bad[i]);
            var name = at == thresholds.ReviewAt ? $"{at}, review ({thresholds.Budget ?? "as given"})" : $"{at}";
            var right = alerts.Count == 0 ? (object)"" : found / (double)alerts.Count;
            var (alarms, missed) = (alerts.Count - found, (int)frauds - found);
            var rest = scores.Length - alerts.Count - missed;
            yield return [name, alerts.Count, found, alarms, missed, rest, right, found / frauds];
        }
    }

    private static IEnumerable<object[]> Segments(Judgement judged, Thresholds thresholds, ScoreScale scale)
    {
        var reviewed = judged.Reviewed(thresholds, scale);
        var groups = Enumerable.Range(0, judged.Rows.Count).GroupBy(i => judged.Rows[i].Segment)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, Places: group.ToArray(),
                Genuine: Share(group.Count(i => reviewed[i] && !judged.Bad[i]), group.Count(i => !judged.Bad[i]))))
            .ToList();
        var least = groups.Select(static group => group.Genuine).Where(static share => share > 0)
            .DefaultIfEmpty(double.NaN).Min();
        return groups.Select(group =>
        {
            var (places, bad) = (group.Places, group.Places.Count(i => judged.Bad[i]));
            return new object[]
            {
                group.Key.Length == 0 ? "none stated" : group.Key, places.Length, bad, Share(bad, places.Length),
                places.Average(i => Logistic.Probability(judged.LogOdds[i])),
                places.Average(i => (double)ScoreOf(scale, judged.LogOdds[i])), places.Count(i => reviewed[i]),
                group.Genuine, bad == 0 ? "" : Share(places.Count(i => reviewed[i] && judged.Bad[i]), bad),
                double.IsNaN(least) ? "" : group.Genuine / least,
            };
        });
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : part / (double)whole;
}
