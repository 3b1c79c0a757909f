namespace OrleansRisk.Tenants.Models.Monitoring;

/// <summary>
/// How far two counts over the same bins lie apart: PSI = Σ (a − e) · ln(a / e), of shares with half an event added to
/// every bin. Without any drift it is not 0 but about (bins − 1) · (1/n + 1/m): the noise floor, without which small
/// samples look like drift.
/// </summary>
/// <param name="Bins">Bins in which either sample has something.</param>
public readonly record struct StabilityIndex(double Index, double NoiseFloor, int Bins, long Reference, long Current)
{
    /// <summary>Both samples are large enough for the index to say something.</summary>
    public bool Enough => Math.Min(Reference, Current) >= TenantLimits.MonitorEventsNeeded;

    public static StabilityIndex Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (bins, expected, actual) = (0, 0L, 0L);
        for (var i = 0; i < reference.Length; i++)
        {
            bins += reference[i] + current[i] > 0 ? 1 : 0;
            (expected, actual) = (expected + reference[i], actual + current[i]);
        }

        if (expected == 0 || actual == 0)
        {
            return new StabilityIndex(0, 0, bins, expected, actual);
        }

        var index = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            if (reference[i] + current[i] > 0)
            {
                var (e, a) = ((reference[i] + 0.5) / (expected + (0.5 * bins)),
                    (current[i] + 0.5) / (actual + (0.5 * bins)));
                index += (a - e) * Math.Log(a / e);
            }
        }

        return new StabilityIndex(
            index, (bins - 1) * ((1.0 / expected) + (1.0 / actual)), bins, expected, actual);
    }

    /// <summary>
    /// Edges that cut these counts by score into at most so many bins of about as many events; a bin begins at its
    /// edge.
    /// </summary>
    public static IReadOnlyList<int> Edges(ReadOnlySpan<long> counts, int bins)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var (edges, seen) = (new List<int>(), 0L);
        for (var score = 0; score < counts.Length && edges.Count < bins - 1; score++)
        {
            seen += counts[score];
            if (seen < total && seen * bins >= total * (edges.Count + 1))
            {
                edges.Add(score + 1);
            }
        }

        return edges;
    }

    /// <summary>Counts by score in the bins of these edges.</summary>
    public static long[] Binned(ReadOnlySpan<long> counts, IReadOnlyList<int> edges)
    {
        var (binned, bin) = (new long[edges.Count + 1], 0);
        for (var score = 0; score < counts.Length; score++)
        {
            while (bin < edges.Count && score >= edges[bin])
            {
                bin++;
            }

            binned[bin] += counts[score];
        }

        return binned;
    }
}
