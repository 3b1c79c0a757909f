namespace OrleansRisk.Training.Evaluation;

/// <summary>
/// How far scores have moved: the population stability index over the tenths of the first ones, half a row added to
/// each. Below .1 is usually taken for stable and above .25 for moved.
/// </summary>
internal static class PopulationStability
{
    private const int Tenths = 10;

    public static double Index(IReadOnlyCollection<double> first, IReadOnlyCollection<double> then)
    {
        var sorted = first.Order().ToArray();
        double[] edges =
            [.. Enumerable.Range(1, Tenths - 1).Select(i => sorted[i * sorted.Length / Tenths]).Distinct()];
        return Shares(edges, first).Zip(Shares(edges, then)).Sum(
            static pair => (pair.Second - pair.First) * Math.Log(pair.Second / pair.First));
    }

    /// <summary>What the index comes to of samples that have not moved.</summary>
    public static double Noise(int first, int then) => (Tenths - 1) * ((1.0 / first) + (1.0 / then));

    private static double[] Shares(double[] edges, IReadOnlyCollection<double> all)
    {
        var counts = new int[edges.Length + 1];
        foreach (var value in all)
        {
            counts[edges.Count(edge => value >= edge)]++;
        }

        return [.. counts.Select(count => (count + 0.5) / (all.Count + (0.5 * counts.Length)))];
    }
}
