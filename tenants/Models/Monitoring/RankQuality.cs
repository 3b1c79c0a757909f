namespace OrleansRisk.Tenants.Models.Monitoring;

/// <summary>
/// How well scores order what turned out bad before the rest. Events of one score stand together, so that no order
/// among them is made up.
/// </summary>
/// <param name="Area">Under the curve of true over false positives; NaN where there are none of either kind.</param>
/// <param name="AveragePrecision">NaN where nothing is bad.</param>
public readonly record struct RankQuality(double Area, double AveragePrecision)
{
    /// <param name="good">Counts by score; a higher score is riskier.</param>
    /// <param name="bad">The same of what is bad.</param>
    public static RankQuality Of(ReadOnlySpan<long> good, ReadOnlySpan<long> bad)
    {
        var (goods, bads, area, precision) = (0L, 0L, 0.0, 0.0);
        for (var score = good.Length - 1; score >= 0; score--)
        {
            area += good[score] * (bads + (bad[score] / 2.0));
            (goods, bads) = (goods + good[score], bads + bad[score]);
            if (bad[score] > 0)
            {
                precision += bad[score] * (bads / (double)(bads + goods));
            }
        }

        return new RankQuality(area / ((double)goods * bads), precision / bads);
    }
}
