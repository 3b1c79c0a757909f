using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// Whether surprises beside a card are worth a model of their own, on the four weeks before those that are judged.
/// Nothing here looks at a later week.
/// </summary>
internal static class ValidationWeeks
{
    private static readonly PrequentialFold[] Folds =
    [
        .. new[] { (6, 20), (6, 27), (7, 4), (7, 11) }.Select(
            static day => new PrequentialFold(HandbookBench.Day(day), HandbookBench.DelayDays)),
    ];

    public static DayRange Wanted { get; } = new(Folds[0].First, Folds[^1].Test.End - Folds[0].First);

    public static void Judge(Report report, List<MeasuredRow> rows, IReadOnlyList<LabelledTransaction> payments)
    {
        var weeks = Folds.Select(fold => (Train: fold.TrainRows(rows), Test: fold.TestRows(rows, payments))).ToArray();
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

    private static RankingFigures Figures(List<MeasuredRow> test, FittedScorecard card) =>
        Ranking.Of(test, JudgedFold.Scores(card.Card, test), HandbookBench.PerDay);
}
