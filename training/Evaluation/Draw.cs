namespace OrleansRisk.Training.Evaluation;

/// <summary>
/// A small generator of our own, so that a seed means the same folds and the same payments on every machine and
/// version.
/// </summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Evenly from the first to below the second.</summary>
    public double Between(double from, double to) => from + ((to - from) * Share());

    /// <summary>Of the normal distribution, by Box and Muller.</summary>
    public double Normal(double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share()));

    /// <summary>Of the Poisson distribution, by Knuth's product of shares: for small means.</summary>
    public int Poisson(double mean)
    {
        var (count, product) = (0, Share());
        for (var least = Math.Exp(-mean); product > least; product *= Share())
        {
            count++;
        }

        return count;
    }

    public void Shuffle(int[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>From 0 to below 1, of 53 bits.</summary>
    private double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>SplitMix64.</summary>
    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
