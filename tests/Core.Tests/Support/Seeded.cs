namespace OrleansRisk.Core.Tests.Support;

/// <summary>
/// SplitMix64: the same numbers from the same seed on every runtime, which System.Random does not promise.
/// </summary>
internal sealed class Seeded(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to <paramref name="below"/> − 1.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>From 0 up to 1.</summary>
    public double Share() => (Next() >> 11) / (double)(1UL << 53);

    public bool Chance(double share) => Share() < share;

    /// <summary>About normal: twelve uniform ones, so that no platform function is asked.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Share();
        }

        return sum;
    }

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
