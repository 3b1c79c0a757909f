using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// What the trainer's rules are chosen on: a fold a week from when the features are warm, on draws of the simulator
/// that nothing is judged on. Few folds would choose by luck.
/// </summary>
internal static class TrainerRules
{
    private const ulong First = 101;
    private const int Count = 3, FoldsPerDraw = 14;

    /// <summary>No bin may differ from its weighted evidence: the regression of one weight a feature.</summary>
    private const double EvidenceAlone = 1e9;

    private static readonly PrequentialFold[] Folds = [.. Enumerable.Range(0, FoldsPerDraw).Select(static week =>
        new PrequentialFold(HandbookBench.Day((5, 16)) + (week * PrequentialFold.WeekDays), HandbookBench.DelayDays))];

    private static readonly (string Name, ScorecardDesign Design)[] Tried =
    [
        ("the card", new ScorecardDesign()),
        ("any number of turns", new ScorecardDesign(OneTurn: false)),
        ("50 bins of frauds", new ScorecardDesign(BadBins: 50)),
        ("ridge of bins 10", new ScorecardDesign(BinRidge: 10)),
        ("one weight a feature", new ScorecardDesign(BinRidge: EvidenceAlone)),
    ];

    public static Benchmark Benchmark { get; } = new(
        "rules", "fraud: what the trainer's rules are chosen on, three draws that nothing is judged on", Run);

    private static Task Run(Report report, BenchOptions options)
    {
        var known = new List<JudgedFold>();
        var tried = Tried.Select(static _ => new List<JudgedFold>()).ToArray();
        for (var seed = First; seed < First + (ulong)options.Scaled(Count); seed++)
        {
            var draw = MeasuredDraw.Of(seed, Folds);
            known.AddRange(draw.Known());
            for (var i = 0; i < Tried.Length; i++)
            {
                tried[i].AddRange(draw.Judged(Tried[i].Design));
            }

            Console.WriteLine($"  seed {seed}: {draw.Folds.Count} folds");
        }

        Print(report, "knowable", known, known);
        for (var i = 0; i < Tried.Length; i++)
        {
            Print(report, Tried[i].Name, tried[i], known);
        }

        return Task.CompletedTask;
    }

    private static void Print(Report report, string name, List<JudgedFold> folds, List<JudgedFold> known)
    {
        var all = RankingFigures.Mean([.. folds.Select(static each => each.Seen)]);
        var behind = folds.Zip(known, static (each, bound) => bound.Seen.Auc - each.Seen.Auc).ToArray();
        var (mean, area) = (behind.Average(), folds.Average(static each => each.Area));
        var spread = Spread.Of(behind);
        report.Figure($"{name}: area without luck", area, "", FormattableString.Invariant(
            $"{folds.Count} folds; area {all.Auc:0.0000}, behind the knowable {mean:0.0000}, spread {spread:0.0000}"));
        report.Figure($"{name}: average precision", all.Average, "");
        report.Figure($"{name}: card precision", all.CardPrecision, "");
    }
}
