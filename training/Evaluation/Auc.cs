namespace OrleansRisk.Training.Evaluation;

/// <summary>
/// Area under the ROC curve: how often a bad one has the higher figure of two, equal ones half. Kolmogorov–Smirnov
/// beside it.
/// </summary>
internal static class Auc
{
    public static double Of(IReadOnlyList<double> figures, IReadOnlyList<bool> bad)
    {
        var order = Enumerable.Range(0, figures.Count).OrderBy(i => figures[i]).ToArray();
        var (ranks, at) = (0.0, 0);
        while (at < order.Length)
        {
            var end = at;
            while (end < order.Length && figures[order[end]].Equals(figures[order[at]]))
            {
                end++;
            }

            var rank = (at + end + 1) / 2.0;
            ranks += rank * order[at..end].Count(i => bad[i]);
            at = end;
        }

        double bads = bad.Count(static b => b);
        var goods = figures.Count - bads;
        return bads == 0 || goods == 0 ? double.NaN : (ranks - (bads * (bads + 1) / 2)) / (bads * goods);
    }

    /// <summary>Of 95 %, after Hanley and McNeil.</summary>
    public static (double Low, double High) Interval(double area, IReadOnlyCollection<bool> bad)
    {
        double bads = bad.Count(static b => b), goods = bad.Count - bads;
        var (one, two) = (area / (2 - area), 2 * area * area / (1 + area));
        var variance = ((area * (1 - area)) + ((bads - 1) * (one - (area * area)))
            + ((goods - 1) * (two - (area * area)))) / (bads * goods);
        var half = 1.96 * Math.Sqrt(Math.Max(0, variance));
        return (Math.Max(0, area - half), Math.Min(1, area + half));
    }

    public static double KolmogorovSmirnov(IReadOnlyList<double> figures, IReadOnlyList<bool> bad)
    {
        double bads = bad.Count(static b => b);
        var goods = figures.Count - bads;
        var (above, greatest, previous) = (0.0, 0.0, double.NaN);
        foreach (var i in Enumerable.Range(0, figures.Count).OrderByDescending(i => figures[i]))
        {
            greatest = figures[i].Equals(previous) ? greatest : Math.Max(greatest, Math.Abs(above));
            above += bad[i] ? 1 / bads : -1 / goods;
            previous = figures[i];
        }

        return greatest;
    }
}
