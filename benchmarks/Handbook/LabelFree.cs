using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// The book's unsupervised chapter: a week of histograms, judged on a week two weeks later, beside isolation forests on
/// the same features.
/// </summary>
internal static class LabelFree
{
    public static PrequentialFold Weeks { get; } = new(HandbookBench.Day((7, 11)), HandbookBench.DelayDays);

    public static async Task Judge(
        Report report, string work, List<MeasuredRow> rows, IReadOnlyList<LabelledTransaction> payments)
    {
        var tested = Weeks.TestRows(rows, payments);
        var figures = Ranking.Of(tested, [.. tested.Select(static row => row.Surprise)], HandbookBench.PerDay);
        var note = $"{tested.Count:N0} payments; aim: the book's autoencoder; labels enter by terminals only";
        report.AtLeast("label-free: area under the curve", figures.Auc, "", 0.836, note);
        report.AtLeast("label-free: average precision", figures.Average, "", 0.180, note);
        report.AtLeast("label-free: card precision", figures.CardPrecision, "", 0.217, note);
        if (await IsolationForest.Judge(work, Weeks.TrainRows(rows), tested) is not { } forests)
        {
            Console.WriteLine("  SKIPPED: isolation forests need python3 with sklearn (Debian: python3-sklearn)");
            return;
        }

        var seen = forests.Select(scores => Ranking.Of(tested, scores, HandbookBench.PerDay)).ToList();
        Forest(report, seen, "area under the curve", static figures => figures.Auc);
        Forest(report, seen, "average precision", static figures => figures.Average);
        Forest(report, seen, "card precision", static figures => figures.CardPrecision);
    }

    private static void Forest(
        Report report, List<RankingFigures> seen, string what, Func<RankingFigures, double> of)
    {
        var mean = seen.Average(of);
        var spread = Spread.Of([.. seen.Select(of)]);
        report.Figure($"isolation forest on our features: {what}", mean, "", FormattableString.Invariant(
            $"mean of {seen.Count} seeds, spread {spread:0.000}, {seen.Min(of):0.000} to {seen.Max(of):0.000}"));
    }
}
