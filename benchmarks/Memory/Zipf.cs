namespace OrleansRisk.Benchmarks.Memory;

/// <summary>
/// Draws numbers below a limit, the n-th about 1/n as often as the first (exponent 1), by the inverse of the
/// continuous distribution function. Seeded.
/// </summary>
internal sealed class Zipf(int limit, int seed)
{
    private readonly Random _random = new(seed);

    public int Next() => Math.Min(limit - 1, (int)Math.Exp(_random.NextDouble() * Math.Log(limit)));
}
