using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// The handbook's protocol on other draws of its simulator: what is luck of the published draw's four weeks is not
/// luck of all of these. Nothing was chosen on them, and whoever has no copy of the published draw can run it.
/// </summary>
internal static class OtherDraws
{
    private const ulong First = 1;
    private const int Count = 40;

    public static Benchmark Benchmark { get; } = new(
        "draws", "fraud: the handbook's protocol on forty other draws of its simulator; needs no data", Run);

    private static Task Run(Report report, BenchOptions options)
    {
        var (known, cards, payments, frauds) = (new List<JudgedFold>(), new List<JudgedFold>(), 0.0, 0.0);
        var draws = options.Scaled(Count);
        for (var seed = First; seed < First + (ulong)draws; seed++)
        {
            var draw = MeasuredDraw.Of(seed, HandbookBench.Folds);
            (payments, frauds) = (payments + draw.Payments, frauds + draw.Frauds);
            known.AddRange(draw.Known());
            cards.AddRange(draw.Judged(new ScorecardDesign()));
            var figures = RankingFigures.Mean([.. cards.TakeLast(draw.Folds.Count).Select(static each => each.Seen)]);
            Console.WriteLine($"  seed {seed}: {figures}");
        }

        report.Figure("payments of a draw", payments / draws, "", "1,504,628 are published");
        report.Figure("frauds of 1,000 payments", 1_000 * frauds / payments, "", "8.3 of those");
        var bound = RankingFigures.Mean([.. known.Select(static each => each.Seen)]);
        report.Figure("knowable: area under the curve", bound.Auc, "", "scenario 2 where its terminal is known");
        report.Figure("knowable: average precision", bound.Average, "");
        report.Figure("knowable: card precision", bound.CardPrecision, "");
        report.AtLeast("scorecard: area under the curve", Mean(cards, static each => each.Seen.Auc), "", 0.885,
            Between(cards, static each => each.Seen.Auc));
        report.Figure("scorecard: area without luck", Mean(cards, static each => each.Area), "",
            Between(cards, static each => each.Area));
        report.Figure("scorecard: place of frauds that cannot be known",
            Mean(cards, static each => each.UnknowablePlace), "", Between(cards, static each => each.UnknowablePlace));
        report.AtLeast("scorecard: average precision", Mean(cards, static each => each.Seen.Average), "", 0.70,
            Between(cards, static each => each.Seen.Average));
        report.AtLeast("scorecard: card precision", Mean(cards, static each => each.Seen.CardPrecision), "", 0.309,
            Between(cards, static each => each.Seen.CardPrecision));
        return Task.CompletedTask;
    }

    private static double Mean(List<JudgedFold> folds, Func<JudgedFold, double> of) => folds.Average(of);

    /// <summary>Between draws: the four weeks of one have cards and terminals in common.</summary>
    private static string Between(List<JudgedFold> folds, Func<JudgedFold, double> of)
    {
        double[] draws = [.. folds.Chunk(HandbookBench.Folds.Count).Select(weeks => weeks.Average(of))];
        var spread = Spread.Of(draws);
        return FormattableString.Invariant(
            $"mean of {draws.Length} draws, spread {spread:0.000}, {draws.Min():0.000} to {draws.Max():0.000}");
    }
}
