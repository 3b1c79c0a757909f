using System.Numerics;

namespace OrleansRisk.Samples.Generator;

/// <summary>
/// xoshiro256** seeded by SplitMix64, written out here so that a seed gives the same sample on every machine and
/// runtime. Only integers come out of it: no floating-point function may stand between a seed and a committed byte.
/// </summary>
internal sealed class Seeded
{
    private ulong _a, _b, _c, _d;

    public Seeded(ulong seed, ulong stream = 0)
    {
        var state = seed ^ (stream * 0x9E3779B97F4A7C15);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, bound).</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Uniform, both ends included.</summary>
    public long Between(long low, long high) => low + (long)Math.BigMul(Next(), (ulong)(high - low) + 1, out _);

    /// <summary>Mean of three uniform draws: most values near the middle.</summary>
    public long Bell(long low, long high) => (Between(low, high) + Between(low, high) + Between(low, high)) / 3;

    /// <summary>Square of a uniform draw: many small values, few large ones, as purchases are.</summary>
    public long Skewed(long low, long high)
    {
        var u = Between(0, 65_536);
        return low + ((high - low) * u / 65_536 * u / 65_536);
    }

    public bool Chance(int perMille) => Below(1_000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
