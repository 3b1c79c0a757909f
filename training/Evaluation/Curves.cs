namespace OrleansRisk.Training.Evaluation;

/// <summary>The curves that a report draws, thinned to what an eye can tell apart.</summary>
internal static class Curves
{
    private const int PointsMax = 400;

    /// <summary>False alarms against what is found, as shares.</summary>
    public static List<(double X, double Y)> Roc(IReadOnlyList<double> scores, IReadOnlyList<bool> bad)
    {
        double bads = bad.Count(static b => b);
        return Along(scores, bad, (seen, found) => ((seen - found) / (scores.Count - bads), found / bads));
    }

    /// <summary>What is found against the share of alerts that are right.</summary>
    public static List<(double X, double Y)> PrecisionRecall(IReadOnlyList<double> scores, IReadOnlyList<bool> bad)
    {
        double bads = bad.Count(static b => b);
        return Along(scores, bad, (seen, found) => (found / bads, found / (double)seen));
    }

    private static List<(double X, double Y)> Along(
        IReadOnlyList<double> scores, IReadOnlyList<bool> bad, Func<int, int, (double, double)> point)
    {
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        var (points, found) = (new List<(double X, double Y)>(), 0);
        for (var at = 0; at < order.Length; at++)
        {
            found += bad[order[at]] ? 1 : 0;
            if (at + 1 == order.Length || !scores[order[at]].Equals(scores[order[at + 1]]))
            {
                points.Add(point(at + 1, found));
            }
        }

        var step = Math.Max(1, points.Count / PointsMax);
        return [.. points.Where((_, i) => i % step == 0 || i == points.Count - 1)];
    }
}
