using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>Folds of another draw of the simulator, as long as the published one, measured in one pass.</summary>
internal sealed record MeasuredDraw(
    int Payments, int Frauds, IReadOnlyList<(List<MeasuredRow> Train, List<MeasuredRow> Test)> Folds)
{
    private static readonly int FirstDay = HandbookBench.Day((4, 1));

    public static MeasuredDraw Of(ulong seed, IReadOnlyList<PrequentialFold> folds)
    {
        var payments = SimulatedCards.Of(seed, new DayRange(FirstDay, folds[^1].Test.End - FirstDay));
        var pass = new ArrivalPass(TimeSpan.FromDays(HandbookBench.DelayDays));
        List<MeasuredRow> rows =
            [.. pass.Run(payments, new DayRange(folds[0].First, folds[^1].Test.End - folds[0].First))];
        return new MeasuredDraw(
            payments.Count, payments.Count(static payment => payment.Fraud),
            [.. folds.Select(fold => (fold.TrainRows(rows), fold.TestRows(rows, payments)))]);
    }

    public IEnumerable<JudgedFold> Known() => Folds.Select(static fold => JudgedFold.Known(fold.Test));

    public IEnumerable<JudgedFold> Judged(ScorecardDesign design) =>
        Folds.AsParallel().AsOrdered().Select(fold => JudgedFold.OfCard(fold.Train, fold.Test, design));
}
