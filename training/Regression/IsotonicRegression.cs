namespace OrleansRisk.Training.Regression;

/// <summary>The nearest values that never fall: pool adjacent violators (Ayer and others, 1955).</summary>
internal static class IsotonicRegression
{
    /// <summary>Neighbours that share a value, in order: the value, and how many they are.</summary>
    /// <param name="rising">Never fall; else never rise.</param>
    public static IReadOnlyList<(double Value, int Count)> Of(
        IReadOnlyList<double> values, IReadOnlyList<double> weights, bool rising)
    {
        var pooled = new List<(double Value, double Weight, int Count)>();
        for (var i = 0; i < values.Count; i++)
        {
            var last = (Value: values[i], Weight: weights[i], Count: 1);
            while (pooled.Count > 0 && (rising ? pooled[^1].Value > last.Value : pooled[^1].Value < last.Value))
            {
                var (value, weight, count) = pooled[^1];
                var both = weight + last.Weight;
                last = (((value * weight) + (last.Value * last.Weight)) / both, both, count + last.Count);
                pooled.RemoveAt(pooled.Count - 1);
            }

            pooled.Add(last);
        }

        return pooled.ConvertAll(static each => (each.Value, each.Count));
    }
}
