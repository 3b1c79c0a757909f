using System.Globalization;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Reports;

namespace OrleansRisk.Training.Scorecards;

/// <summary>The report of a scorecard: every point with the transactions it was learned from.</summary>
internal static class ScorecardPage
{
    public static HtmlPage Of(FittedScorecard trained, IReadOnlyList<MeasuredRow> rows)
    {
        var page = new HtmlPage("Scorecard")
            .Paragraph($"Learned from {rows.Count:N0} transactions, {rows.Count(static row => row.Fraud):N0} of them "
                + "fraud. Figures are of every account as a fit scores it that has not seen it; its log odds were "
                + $"stretched by {Text(trained.Slope)} to agree with what happened. A score of 500 is even odds of "
                + "fraud, 40 points double them.")
            .Judged(new Judgement(rows, trained.Held), trained.Card.Thresholds, ScoreScale.Risk)
            .Heading("Points")
            .Paragraph($"Everyone starts with {trained.Card.Start}.");
        foreach (var (row, feature) in trained.Card.Rows.Zip(trained.Features))
        {
            var entry = FeatureCatalogue.Of(row.Feature);
            page.Heading($"{entry.Name}: {entry.Meaning}")
                .Paragraph($"Information value {Text(feature.Bins.Value)}, usually {row.Usual} points, "
                    + $"{Way(feature.Bins)}.")
                .Table(["from", "transactions", "fraud", "share", "points"], Bins(row, feature.Bins));
        }

        return page.Heading("Left out").Table(
            ["feature", "information value", "why"],
            trained.Left.OrderByDescending(static each => each.Feature.Bins.Value).Select(static each => new object[]
            {
                FeatureCatalogue.NameOf(each.Feature.Feature), each.Feature.Bins.Value, each.Why,
            }));
    }

    private static string Way(FeatureBins bins) => (bins.Trend, bins.Shape.First) switch
    {
        (PointTrend.Rising, _) => "rising",
        (PointTrend.Falling, _) => "falling",
        (_, PointTrend.Rising) => "rising to a turn, then falling",
        (_, PointTrend.Falling) => "falling to a turn, then rising",
        _ => "any way",
    };

    private static IEnumerable<object[]> Bins(ScorecardRow row, FeatureBins bins) =>
        bins.Cells.Select((cell, i) => Line(i == 0 ? "the least" : Text(cell.From), cell, row.Points[i]))
            .Append(Line("missing", bins.Missing, row.Missing));

    private static object[] Line(string from, Cell cell, int points) =>
        [from, cell.Rows, cell.Bad, cell.Rows == 0 ? "" : cell.Bad / (double)cell.Rows, points];

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
