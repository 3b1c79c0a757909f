namespace OrleansRisk.Samples.Demo.Learning;

/// <summary>How well scores rank, and whether what a probability promised has come.</summary>
internal static class Judgement
{
    /// <summary>
    /// Share of pairs of a fraud and a genuine one that stand in the right order; equal scores count a half.
    /// </summary>
    public static double Auc(IReadOnlyCollection<(double Score, bool Fraud)> rows)
    {
        double below = 0, right = 0;
        foreach (var same in rows.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            var (frauds, genuine) = (same.Count(row => row.Fraud), same.Count(row => !row.Fraud));
            right += frauds * (below + (genuine / 2.0));
            below += genuine;
        }

        var all = rows.Count(row => row.Fraud);
        return right / all / (rows.Count - all);
    }

    /// <summary>Precision at each fraud on the way down, averaged; equal scores are taken together.</summary>
    public static double AveragePrecision(IReadOnlyCollection<(double Score, bool Fraud)> rows)
    {
        double seen = 0, found = 0, sum = 0;
        foreach (var same in rows.GroupBy(row => row.Score).OrderByDescending(group => group.Key))
        {
            var frauds = same.Count(row => row.Fraud);
            seen += same.Count();
            found += frauds;
            sum += frauds * found / seen;
        }

        return sum / found;
    }

    /// <summary>Rows between two probabilities: what they promised on average, and what has come.</summary>
    public static IEnumerable<(double From, int Rows, double Promised, double Came)> Groups(
        IReadOnlyCollection<(double Probability, bool Fraud)> rows, IReadOnlyList<double> from) =>
        from.Select((low, i) => (low, rows.Where(row =>
                row.Probability >= low && (i + 1 == from.Count || row.Probability < from[i + 1])).ToList()))
            .Where(group => group.Item2.Count > 0)
            .Select(group => (
                group.low, group.Item2.Count, group.Item2.Average(row => row.Probability),
                group.Item2.Average(row => row.Fraud ? 1.0 : 0.0)));
}
