using OrleansRisk.Core.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>How a test week was ranked.</summary>
/// <param name="Area">Area under the curve without luck, as <see cref="Knowable"/> has it.</param>
/// <param name="UnknowablePlace">Where frauds lie that cannot be known; one half is no luck at all.</param>
internal readonly record struct JudgedFold(RankingFigures Seen, double Area, double UnknowablePlace)
{
    public static JudgedFold Of(IReadOnlyList<MeasuredRow> test, IReadOnlyList<double> scores) => new(
        Ranking.Of(test, scores, HandbookBench.PerDay), Knowable.Area(test, scores),
        Knowable.UnknowablePlace(test, scores));

    /// <summary>By whoever knows all that can be known.</summary>
    public static JudgedFold Known(IReadOnlyList<MeasuredRow> test) =>
        Of(test, [.. test.Select(static row => row.Fraud && Knowable.Is(row) ? 1.0 : 0)]);

    public static JudgedFold OfCard(
        IReadOnlyList<MeasuredRow> train, IReadOnlyList<MeasuredRow> test, ScorecardDesign design) =>
        Of(test, Scores(ScorecardFit.Fit(train, design).Card, test));

    public static double[] Scores(Scorecard card, IReadOnlyList<MeasuredRow> test) =>
        [.. test.Select(row => (double)card.Score(row.Features()).Points)];
}
