using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Files;
using OrleansRisk.Training.Reports;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// <c>risk-training scorecard train</c>: writes <c>scorecard.json</c> and <c>scorecard.html</c>.
/// </summary>
internal static class ScorecardTraining
{
    private const int FraudsMin = 30;
    private const int GoldenRows = 100;

    public static async Task Train(string[] args)
    {
        var request = PassRequest.Of(args[2], args[3], args[4]);
        var budget = AlertBudget.Read(args[5]) ?? throw new InputException("BUDGET is neither 0.5 % nor 200 a day.");
        var rows = Measured(args[0], request);
        var trained = Train(rows, request, budget);
        Directory.CreateDirectory(args[1]);
        await File.WriteAllTextAsync(
            Path.Combine(args[1], "scorecard.json"), ModelFile.Write(trained.Card, Golden(rows)));
        await File.WriteAllTextAsync(
            Path.Combine(args[1], "scorecard.html"), ScorecardPage.Of(trained, Learned(rows, request))
                .Moved(trained.Held, Behind(trained.Card, rows, request)).Importance(trained.Card, rows).ToString());
        Console.WriteLine($"{trained.Card.Rows.Count} features, review at {trained.Card.Thresholds.ReviewAt}");
    }

    /// <summary>
    /// Learns from the days asked for. The threshold comes from the days behind them, which the card has not seen and
    /// whose labels it does not need; without a delay, from the days themselves.
    /// </summary>
    public static FittedScorecard Train(IReadOnlyList<MeasuredRow> rows, PassRequest request, AlertBudget budget)
    {
        var learned = Enough(rows, request);
        var fitted = ScorecardFit.Fit(learned, new ScorecardDesign());
        return fitted with
        {
            Card = fitted.Card with { Thresholds = ThresholdsOf(fitted.Card, rows, learned, request, budget) },
        };
    }

    /// <summary>The rows to learn from, with labels as they are known when the delay of the last day is over.</summary>
    public static List<MeasuredRow> Enough(IReadOnlyList<MeasuredRow> rows, PassRequest request)
    {
        var learned = Learned(rows, request);
        var frauds = learned.Count(static row => row.Fraud);
        return frauds < FraudsMin || frauds == learned.Count
            ? throw new InputException($"A model needs {FraudsMin} frauds and others; the days have {frauds}.")
            : learned;
    }

    public static Thresholds ThresholdsOf(
        IScoringModel model, IReadOnlyList<MeasuredRow> rows, List<MeasuredRow> learned, PassRequest request,
        AlertBudget budget)
    {
        var unseen = rows.Where(row => row.Day >= request.Days.End).ToList();
        var (judged, days) = unseen.Count > 0 ? (unseen, request.DelayDays) : (learned, request.Days.Days);
        var scores = judged.Select(row => model.Score(row.Features()).Score).ToArray();
        return new Thresholds(
            budget.Threshold(ScoreScale.Risk, scores, days), Core.Limits.ScoreMax + 1, budget.ToString());
    }

    /// <summary>What a model says of the days behind those that it was learned from.</summary>
    public static double[] Behind(IScoringModel model, IReadOnlyList<MeasuredRow> rows, PassRequest request) =>
        [.. rows.Where(row => row.Day >= request.Days.End).Select(row => model.Score(row.Features()).LogOdds)];

    public static IEnumerable<FeatureRow> Spread(IReadOnlyList<MeasuredRow> rows, int count)
    {
        var step = Math.Max(1, rows.Count / count);
        return Enumerable.Range(0, Math.Min(count, rows.Count)).Select(i => rows[i * step].Features());
    }

    private static FeatureRow[] Golden(IReadOnlyList<MeasuredRow> rows) => [.. Spread(rows, GoldenRows)];

    /// <summary>With the labels that are known when the delay of the last day is over.</summary>
    private static List<MeasuredRow> Learned(IReadOnlyList<MeasuredRow> rows, PassRequest request) =>
    [
        .. rows.Where(row => request.Days.Holds(row.Day))
            .Select(row => row.AsKnownOn(request.Days.End - 1 + request.DelayDays, request.DelayDays)),
    ];

    /// <summary>The rows of the days asked for and of the delay behind them.</summary>
    public static List<MeasuredRow> Measured(string file, PassRequest request)
    {
        var last = -1;
        var pass = new ArrivalPass(TimeSpan.FromDays(request.DelayDays)) { Named = false };
        var rows = pass.Run(
            LabelledFile.Stream(file).Select(item =>
            {
                last = Math.Max(last, item.Day);
                return item;
            }),
            request.Days with { Days = request.Days.Days + request.DelayDays }).ToList();
        Progress.Shown.End();
        request.MustBeKnown(last);
        Release(); // the accounts' states
        return rows;
    }

    /// <summary>Gives back what nobody holds any more, before the next step takes as much.</summary>
    public static void Release() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
