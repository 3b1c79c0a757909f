using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Evaluation;

/// <summary>How well scores put frauds first.</summary>
/// <param name="Average">Average precision; equal scores stand together.</param>
/// <param name="CardPrecision">Share of frauds among the accounts looked at, mean over days.</param>
internal readonly record struct RankingFigures(double Auc, double Average, double CardPrecision)
{
    public override string ToString() => FormattableString.Invariant(
        $"AUC {Auc:0.000}, average precision {Average:0.000}, card precision {CardPrecision:0.000}");

    public static RankingFigures Mean(IReadOnlyCollection<RankingFigures> all) => new(
        all.Average(static each => each.Auc), all.Average(static each => each.Average),
        all.Average(static each => each.CardPrecision));
}

internal static class Ranking
{
    public static RankingFigures Of(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<double> scores, int perDay)
    {
        var bad = rows.Select(static row => row.Fraud).ToArray();
        return new RankingFigures(
            Auc.Of(scores, bad), AveragePrecision(scores, bad), CardPrecision(rows, scores, perDay));
    }

    public static double AveragePrecision(IReadOnlyList<double> scores, IReadOnlyList<bool> bad)
    {
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        var (seen, found, sum, at) = (0, 0, 0.0, 0);
        while (at < order.Length)
        {
            var (end, hits) = (at, 0);
            for (; end < order.Length && scores[order[end]].Equals(scores[order[at]]); end++)
            {
                hits += bad[order[end]] ? 1 : 0;
            }

            (seen, found, at) = (end, found + hits, end);
            sum += hits * (found / (double)seen);
        }

        return found == 0 ? double.NaN : sum / found;
    }

    /// <summary>
    /// Each day the accounts with the highest score are looked at; those found are gone the next day. Of equal scores
    /// the account that came first in the file.
    /// </summary>
    public static double CardPrecision(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<double> scores, int perDay)
    {
        var found = new HashSet<int>();
        var days = Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Day).OrderBy(static day => day.Key);
        return days.Select(day =>
        {
            var bad = day.Where(i => !found.Contains(rows[i].Account)).GroupBy(i => rows[i].Account)
                .Select(account => (
                    account.Key, Score: account.Max(i => scores[i]), Bad: account.Any(i => rows[i].Fraud)))
                .OrderByDescending(static account => account.Score).ThenBy(static account => account.Key)
                .Take(perDay).Where(static account => account.Bad).Select(static account => account.Key).ToList();
            found.UnionWith(bad);
            return bad.Count / (double)perDay;
        }).DefaultIfEmpty(double.NaN).Average();
    }
}
