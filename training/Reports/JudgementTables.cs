using System.Globalization;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Reports;

/// <summary>What a validator asks beside how well a model ranks: where, how evenly over time, and by what.</summary>
internal static class JudgementTables
{
    private const int Tenths = 10;
    private const int ScoreStep = 50;
    private const int SpreadMax = 2_000;

    public static HtmlPage Gains(this HtmlPage page, Judgement judged)
    {
        var order = Enumerable.Range(0, judged.Bad.Length).OrderByDescending(i => judged.LogOdds[i]).ToArray();
        var (bads, found) = (judged.Bad.Count(static bad => bad), 0);
        var (lines, points) = (new List<object[]>(), new List<(double X, double Y)> { (0, 0) });
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            var end = (tenth + 1) * (long)order.Length / Tenths;
            var part = order[(int)(tenth * (long)order.Length / Tenths)..(int)end];
            var bad = part.Count(i => judged.Bad[i]);
            found += bad;
            points.Add((end / (double)order.Length, found / (double)bads));
            if (part.Length > 0)
            {
                lines.Add(
                [
                    tenth + 1, part.Length, bad, bad / (double)part.Length,
                    part.Average(i => Logistic.Probability(judged.LogOdds[i])), found / (double)bads,
                    found / (double)bads / (end / (double)order.Length),
                ]);
            }
        }

        return page.Heading("Gains and lift")
            .Table(
                [
                    "tenth, riskiest first", "transactions", "fraud", "observed", "predicted", "cumulative recall",
                    "cumulative lift",
                ],
                lines)
            .Plots(SvgPlot.Of(
                "Gains", "share of transactions, riskiest first", "share of the fraud", points, diagonal: true));
    }

    public static HtmlPage Scores(this HtmlPage page, Judgement judged, ScoreScale scale) => page
        .Heading("Distribution of scores")
        .Table(
            ["score from", "transactions", "share", "fraud"],
            Enumerable.Range(0, judged.Bad.Length)
                .GroupBy(i => JudgementPage.ScoreOf(scale, judged.LogOdds[i]) / ScoreStep * ScoreStep)
                .OrderBy(static group => group.Key)
                .Select(group => new object[]
                {
                    group.Key.ToString(CultureInfo.InvariantCulture), group.Count(),
                    group.Count() / (double)judged.Bad.Length, group.Count(i => judged.Bad[i]),
                }));

    public static HtmlPage Weeks(this HtmlPage page, Judgement judged, Thresholds thresholds, ScoreScale scale)
    {
        var (reviewed, from) = (judged.Reviewed(thresholds, scale), judged.Rows.Min(static row => row.Day));
        var weeks = Enumerable.Range(0, judged.Rows.Count).GroupBy(i => (judged.Rows[i].Day - from) / 7)
            .OrderBy(static week => week.Key).Select(static week => week.ToArray()).ToList();
        double[] Odds(int[] places) => [.. places.Select(i => judged.LogOdds[i])];
        var first = Odds(weeks[0]);
        return page.Heading("Stability by week")
            .Paragraph("The index (PSI) is of the scores against those of the first week; what it comes to of weeks "
                + "that do not differ stands beside it.")
            .Table(
                [
                    "week from", "transactions", "fraud", "observed", "predicted", "AUC", "reviewed", "mean score",
                    "PSI", "PSI by chance",
                ],
                weeks.Select((places, week) =>
                {
                    var (odds, bad) = (Odds(places), places.Count(i => judged.Bad[i]));
                    return new object[]
                    {
                        DateOnly.FromDayNumber(PassRequest.UnixEpoch + places.Min(i => judged.Rows[i].Day)).ToString(
                            "yyyy-MM-dd", CultureInfo.InvariantCulture),
                        places.Length, bad, bad / (double)places.Length, odds.Average(Logistic.Probability),
                        bad == 0 || bad == places.Length ? "" : Auc.Of(odds, [.. places.Select(i => judged.Bad[i])]),
                        places.Count(i => reviewed[i]), odds.Average(each => JudgementPage.ScoreOf(scale, each)),
                        week == 0 ? "" : PopulationStability.Index(first, odds),
                        week == 0 ? "" : PopulationStability.Noise(first.Length, odds.Length),
                    };
                }));
    }

    /// <summary>From the rows that a model was learned from to those behind them, which it has not seen.</summary>
    public static HtmlPage Moved(
        this HtmlPage page, IEnumerable<double> learned, IReadOnlyCollection<double> behind)
    {
        double[] known = [.. learned.Where(static odds => !double.IsNaN(odds))];
        return page.Heading("Train to test").Paragraph(
            behind.Count == 0 ? "There are no days behind those that the model was learned from."
            : string.Create(CultureInfo.InvariantCulture,
                $"From the days that it was learned from to the {behind.Count:N0} transactions behind them, the "
                + $"population stability index of the scores is {PopulationStability.Index(known, behind):0.0000}; "
                + $"by chance alone it would be {PopulationStability.Noise(known.Length, behind.Count):0.0000}."));
    }

    /// <summary>Rows at even distances, as many as are worth explaining.</summary>
    public static List<MeasuredRow> Spread(IReadOnlyList<MeasuredRow> rows)
    {
        var count = Math.Min(SpreadMax, rows.Count);
        return [.. Enumerable.Range(0, count).Select(i => rows[(int)((long)i * rows.Count / count)])];
    }

    /// <summary>How far each family of features moves scores, over rows at even distances.</summary>
    public static HtmlPage Importance(this HtmlPage page, IScoringModel model, IReadOnlyList<MeasuredRow> rows)
    {
        var (shown, count) = (Spread(rows), Math.Min(SpreadMax, rows.Count));
        var parts = shown.SelectMany(row => model.Explain(row.Features()).Parts).ToList();
        return page.Heading("Importance")
            .Paragraph($"Mean points that a family of features moves a score by, either way, over {count:N0} "
                + "transactions, and the feature of it that moved most of them most.")
            .Table(["family", "mean points", "feature"], parts.GroupBy(static part => part.Family)
                .Select(family => (family.Key, Points: family.Sum(static part => Math.Abs((double)part.Points)) / count,
                    Feature: family.CountBy(static part => part.Feature).MaxBy(static each => each.Value).Key))
                .OrderByDescending(static family => family.Points)
                .Select(static family => new object[]
                {
                    family.Key.ToString(), family.Points, FeatureCatalogue.NameOf(family.Feature),
                }));
    }
}
