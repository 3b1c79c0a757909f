namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Where a bin may begin: at equal shares of all rows, finer in the upper tail, and at equal shares of the bad ones. A
/// feature that speaks of one row in a hundred has all it says within one share of all rows.
/// </summary>
internal static class FineEdges
{
    private const int Bins = 50;
    private static readonly double[] Tail = [0.985, 0.99, 0.995, 0.998, 0.999];

    /// <summary>Ascending; none at the least value.</summary>
    public static double[] Of(ReadOnlySpan<double> values, ReadOnlySpan<bool> bad, int badBins)
    {
        var (known, ofBad) = (new List<double>(values.Length), new List<double>());
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                continue;
            }

            known.Add(values[i]);
            if (bad[i])
            {
                ofBad.Add(values[i]);
            }
        }

        known.Sort();
        ofBad.Sort();
        return [.. At(known, Shares(Bins).Concat(Tail)).Concat(At(ofBad, Shares(badBins)))
            .Where(edge => edge > known[0]).Distinct().Order()];
    }

    private static IEnumerable<double> Shares(int bins) =>
        Enumerable.Range(1, bins - 1).Select(i => i / (double)bins);

    private static IEnumerable<double> At(List<double> sorted, IEnumerable<double> shares) =>
        sorted.Count == 0 ? [] : shares.Select(share => sorted[(int)(share * (sorted.Count - 1))]);
}
