using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// What the trainer's rules are chosen on: a fold every fourth day, from when the features are warm to the last whose
/// test week ends before those that the protocol judges. Four weeks alone would choose by luck.
/// </summary>
internal static class ValidationFolds
{
    private const int Step = 4;

    /// <summary>No bin may differ from its weighted evidence: the regression of one weight a feature.</summary>
    private const double EvidenceAlone = 1e9;

    private static readonly int[] Starts =
        [.. Enumerable.Range(0, 15).Select(static i => HandbookBench.Day((5, 16)) + (i * Step))];

    private static readonly (string Name, ScorecardDesign Design)[] Tried =
    [
        ("the card", new ScorecardDesign()),
        ("every fraud for itself", new ScorecardDesign(RunsCountOnce: false, DifferMin: 12, ValueMin: 0.1)),
        ("chi-square 4", new ScorecardDesign(DifferMin: 4, ValueMin: 0.1)),
        ("bins by all rows alone", new ScorecardDesign(BadBins: 1)),
        ("ridge of weights 1", new ScorecardDesign(Ridge: 1)),
        ("one weight a feature", new ScorecardDesign(BinRidge: EvidenceAlone)),
    ];

    public static DayRange Wanted { get; } = new(Starts[0], Fold(Starts[^1]).Test.End - Starts[0]);

    public static void Judge(Report report, List<MeasuredRow> rows, IReadOnlyList<LabelledTransaction> payments)
    {
        var weeks = Starts.Select(Fold)
            .Select(fold => (Train: fold.TrainRows(rows), Test: fold.TestRows(rows, payments))).ToArray();
        var known = weeks.Select(static week => Figures(
            week.Test, [.. week.Test.Select(static row => row.Fraud && Knowable.Is(row) ? 1.0 : 0)])).ToArray();
        Print(report, "knowable", known, known);
        foreach (var (name, design) in Tried)
        {
            var judged = weeks.AsParallel().AsOrdered().Select(week => Judged(week.Train, week.Test, design));
            Print(report, name, [.. judged], known);
        }
    }

    private static void Print(
        Report report, string name, (RankingFigures Seen, double Area)[] folds, (RankingFigures Seen, double)[] known)
    {
        var behind = folds.Zip(known, static (each, bound) => bound.Seen.Auc - each.Seen.Auc).ToArray();
        var (mean, all) = (behind.Average(), RankingFigures.Mean([.. folds.Select(static each => each.Seen)]));
        var spread = Math.Sqrt(behind.Sum(each => (each - mean) * (each - mean)) / (behind.Length - 1));
        report.Figure($"{folds.Length} folds, {name}: area without luck", folds.Average(static each => each.Area), "",
            FormattableString.Invariant($"{all}; area behind the knowable {mean:0.0000}, spread {spread:0.0000}"));
        report.Figure($"{folds.Length} folds, {name}: average precision", all.Average, "");
        report.Figure($"{folds.Length} folds, {name}: card precision", all.CardPrecision, "");
    }

    private static (RankingFigures Seen, double Area) Judged(
        List<MeasuredRow> train, List<MeasuredRow> test, ScorecardDesign design)
    {
        var card = ScorecardFit.Fit(train, design).Card;
        return Figures(test, [.. test.Select(row => (double)card.Score(row.Features()).Points)]);
    }

    private static (RankingFigures Seen, double Area) Figures(List<MeasuredRow> test, double[] scores) =>
        (Ranking.Of(test, scores, HandbookBench.PerDay), Knowable.Area(test, scores));

    private static PrequentialFold Fold(int first) => new(first, HandbookBench.DelayDays);
}
