using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// The four weeks before those that are judged: what settings of the scorecard were chosen on, and whether surprises
/// beside a card are worth a model of their own. Nothing here looks at a later week.
/// </summary>
internal static class ValidationWeeks
{
    private static readonly PrequentialFold[] Folds =
    [
        .. new[] { (6, 20), (6, 27), (7, 4), (7, 11) }.Select(
            static day => new PrequentialFold(HandbookBench.Day(day), HandbookBench.DelayDays)),
    ];

    /// <summary>No bin may differ from its weighted evidence: the regression of one weight a feature.</summary>
    private const double EvidenceAlone = 1e9;

    public static void Judge(Report report, List<MeasuredRow> rows, IReadOnlyList<LabelledTransaction> payments)
    {
        var weeks = Folds.Select(fold => (Train: fold.TrainRows(rows), Test: fold.TestRows(rows, payments))).ToArray();
        foreach (var ridge in (double[])[EvidenceAlone, 50, 20, 10, 5])
        {
            var design = new ScorecardDesign(BinRidge: ridge);
            var figures = RankingFigures.Mean(
                [.. weeks.Select(week => Figures(week.Test, ScorecardFit.Fit(week.Train, design)))]);
            var name = ridge.Equals(EvidenceAlone) ? "one weight a feature" : $"ridge of bins {ridge}";
            report.Figure($"validation, {name}: average precision", figures.Average, "", $"{figures}");
        }

        Combined(report, weeks);
    }

    private static void Combined(Report report, (List<MeasuredRow> Train, List<MeasuredRow> Test)[] weeks)
    {
        var (alone, beside, used) = (new List<RankingFigures>(), new List<RankingFigures>(), new List<string>());
        foreach (var (train, test) in weeks)
        {
            var card = ScorecardFit.Fit(train, new ScorecardDesign());
            var combined = CombinedLogit.Fit(train, card);
            alone.Add(Figures(test, card));
            beside.Add(Ranking.Of(test, [.. test.Select(combined.LogOdds)], HandbookBench.PerDay));
            used.Add(combined.ToString());
        }

        var (single, both) = (RankingFigures.Mean(alone), RankingFigures.Mean(beside));
        report.Figure("validation, card and surprises over the card: average precision", both.Average - single.Average,
            "", $"{both}; card alone {single}");
        used.ForEach(static line => Console.WriteLine($"    {line}"));
    }

    private static RankingFigures Figures(List<MeasuredRow> test, FittedScorecard card) => Ranking.Of(
        test, [.. test.Select(row => (double)card.Card.Score(row.Features()).Points)], HandbookBench.PerDay);
}
