namespace OrleansRisk.Core.Numerics;

/// <summary>
/// Exponential decay of whole numbers. Time moves in ticks of 1/1024 of a half-lifecycle and the factors are integers,
/// so that decay has the same bits everywhere. Each call rounds down by at most one unit and the table's error of
/// 2^-59.
/// </summary>
public static class Decay
{
    /// <summary>Ticks in a half-lifecycle.</summary>
    public const int Ticks = 1_024;

    /// <summary>2^(-k/1024) as fractions of 2^64; the first would be 2^64 itself and is never read.</summary>
    private static readonly ulong[] Factors = AllFactors();

    /// <summary><paramref name="value"/> (not negative) after that many ticks, rounded down.</summary>
    public static long Apply(long value, long ticks)
    {
        if (ticks <= 0)
        {
            return value;
        }

        var halvings = ticks / Ticks;
        if (halvings >= 63)
        {
            return 0;
        }

        var part = (int)(ticks % Ticks);
        var rest = part == 0 ? (ulong)value : Math.BigMul((ulong)value, Factors[part], out _);
        return (long)(rest >> (int)halvings);
    }

    private static ulong[] AllFactors()
    {
        var factors = new ulong[Ticks];
        factors[0] = ulong.MaxValue;
        for (var k = 1; k < Ticks; k++)
        {
            factors[k] = Factor(k);
        }

        return factors;
    }

    private static ulong Factor(int ticks)
    {
        UInt128 factor = (UInt128)1 << 64;
        for (var bit = 0; bit < 10; bit++)
        {
            if ((ticks & (512 >> bit)) != 0)
            {
                factor = (factor * Tables.RootsOfHalf[bit]) >> 64;
            }
        }

        return (ulong)factor;
    }
}
