namespace OrleansRisk.Benchmarks.Handbook;

internal static class Spread
{
    /// <summary>Standard deviation of a sample; 0 of a single figure.</summary>
    public static double Of(IReadOnlyCollection<double> figures)
    {
        var mean = figures.Average();
        return Math.Sqrt(figures.Sum(each => (each - mean) * (each - mean)) / Math.Max(1, figures.Count - 1));
    }
}
