using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Reports;

namespace OrleansRisk.Training.Backtests;

/// <summary>A challenger beside the champion on the same transactions.</summary>
internal static class SwapPage
{
    private static readonly int[] AccountsADay = [20, 50, 100, 200];

    public static HtmlPage Swapped(
        this HtmlPage page, IReadOnlyList<MeasuredRow> rows, ScoredRows model, ScoredRows champion)
    {
        bool[] bad = [.. rows.Select(static row => row.Fraud)];
        var (own, alerts) = (model.Alerts, champion.Alerts);
        var even = SwapSet.Greatest(model.Harms, alerts.Count(static alert => alert));
        return page.Heading("Beside the champion")
            .Paragraph($"Champion {champion.Hash}. An alert is what is reviewed or declined.")
            .Table(["figure", "this model", "champion"], Figures(rows, model, champion))
            .Heading("What changes hands, each at its own threshold")
            .Table(Headers, Lines(SwapSet.Of(alerts, own, bad)))
            .Heading("What changes hands at as many alerts as the champion has")
            .Table(Headers, Lines(SwapSet.Of(alerts, even, bad)))
            .Heading("The same by segment")
            .Table(
                ["segment", "alerts of both", "fraud", "enter", "fraud", "leave", "fraud"],
                Segments(rows, alerts, even));
    }

    private static string[] Headers => ["alert of", "transactions", "of them fraud", "precision"];

    private static IEnumerable<object[]> Figures(
        IReadOnlyList<MeasuredRow> rows, ScoredRows model, ScoredRows champion)
    {
        var (one, other) = (Ranking.Of(rows, model.Harms, Judgement.CardsADay),
            Ranking.Of(rows, champion.Harms, Judgement.CardsADay));
        yield return ["AUC", one.Auc, other.Auc];
        yield return ["average precision", one.Average, other.Average];
        foreach (var count in AccountsADay)
        {
            yield return
            [
                $"card precision, {count} accounts a day", Ranking.CardPrecision(rows, model.Harms, count),
                Ranking.CardPrecision(rows, champion.Harms, count),
            ];
        }
    }

    private static IEnumerable<object[]> Lines(SwapSet set) =>
    [
        Line("both", set.Both), Line("this model alone: enters", set.Enters),
        Line("the champion alone: leaves", set.Leaves), Line("neither", set.Neither),
    ];

    private static object[] Line(string name, SwapCell cell) =>
        [name, cell.Rows, cell.Bad, cell.Rows == 0 ? "" : cell.Bad / (double)cell.Rows];

    private static IEnumerable<object[]> Segments(IReadOnlyList<MeasuredRow> rows, bool[] champion, bool[] model) =>
        Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Segment)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var set = SwapSet.Of(
                    [.. group.Select(i => champion[i])], [.. group.Select(i => model[i])],
                    [.. group.Select(i => rows[i].Fraud)]);
                return new object[]
                {
                    group.Key.Length == 0 ? "none stated" : group.Key, set.Both.Rows, set.Both.Bad, set.Enters.Rows,
                    set.Enters.Bad, set.Leaves.Rows, set.Leaves.Bad,
                };
            });
}

/// <summary>What a model says of the rows of a backtest.</summary>
internal sealed record ScoredRows(string Hash, IScoringModel Model, ModelScore[] Scores)
{
    public static ScoredRows Of(LoadedModel loaded, IReadOnlyList<MeasuredRow> rows) => new(
        loaded.Hash, loaded.Model, [.. rows.Select(row => loaded.Model.Score(row.Features()))]);

    /// <summary>What it holds against each row, not yet rounded to points: greater is worse on either scale.</summary>
    public double[] Harms => [.. Scores.Select(static score => score.LogOdds)];

    public bool[] Alerts => [.. Enumerable.Range(0, Scores.Length).Select(i => OutcomeOf(i) >= Outcome.Review)];

    public Outcome OutcomeOf(int row) => Model.Thresholds.OutcomeOf(Model.Scale, Scores[row].Score);
}
