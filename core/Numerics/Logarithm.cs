namespace OrleansRisk.Core.Numerics;

/// <summary>
/// Logarithms from + − × ÷ and a table, the same bits on every processor. Error bounds are those the tests hold them
/// to.
/// </summary>
public static class Logarithm
{
    private const double Ln2High = 0.6931471804855391;
    private const double Ln2Low = 7.440617110012397e-11;
    private const double PerLn2 = 1.4426950408889634;
    private const double PerLn2Rest = 2.0355273740931033e-17;

    /// <summary>ln x, within 2 units in the last place; NaN below 0, negative infinity at 0.</summary>
    public static double Log(double x)
    {
        if (!Split(x, out var exponent, out var index, out var fraction))
        {
            return Special(x);
        }

        // The high part of ln 2 ends in 20 zero bits: its product with an exponent is exact.
        var high = (exponent * Ln2High) + Tables.Logarithms[index];
        var lost = (exponent * Ln2High) - high + Tables.Logarithms[index];
        return high + (fraction + (lost + (exponent * Ln2Low) + Tables.LogarithmRests[index]));
    }

    /// <summary>log₂ x, within 2 units in the last place for x outside (0.99, 1.01); exact for powers of two.</summary>
    public static double Log2(double x)
    {
        if (!Split(x, out var exponent, out var index, out var fraction))
        {
            return Special(x);
        }

        var mantissa = Tables.Logarithms[index] + (fraction + Tables.LogarithmRests[index]);
        return exponent + ((mantissa * PerLn2) + (mantissa * PerLn2Rest));
    }

    /// <summary>ln(1 + x) without loss near 0, within 3 units in the last place.</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1)
        {
            return x;
        }

        return sum > 1e300 || double.IsNaN(sum) || sum <= 0 ? Log(sum) : Log(sum) + ((x - (sum - 1)) / sum);
    }

    private static double Special(double x) => x switch
    {
        0 => double.NegativeInfinity,
        double.PositiveInfinity => double.PositiveInfinity,
        _ => double.NaN,
    };

    /// <summary>x = 2^exponent · (k/128) · e^fraction with k the table's entry nearest to the mantissa.</summary>
    private static bool Split(double x, out int exponent, out int index, out double fraction)
    {
        exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18_014_398_509_481_984.0; // 2^54 lifts subnormal numbers
            exponent = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var raw = (int)(bits >> 52);
        if (raw is <= 0 or >= 2047)
        {
            index = 0;
            fraction = 0;
            return false; // 0, negative, infinite or not a number
        }

        exponent += raw - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        var numerator = (int)((mantissa * 128) + 0.5);
        index = numerator - Tables.FirstLogarithm;
        fraction = TwiceAtanh(mantissa, numerator / 128.0);
        return true;
    }

    /// <summary>
    /// ln(mantissa/centre) = 2 artanh(s); their difference is exact because the centre has only 8 bits.
    /// </summary>
    private static double TwiceAtanh(double mantissa, double centre)
    {
        var s = (mantissa - centre) / (mantissa + centre);
        var square = s * s;
        return (2 * s) + (s * square * ((2.0 / 3) + (square * ((2.0 / 5) + (square * (2.0 / 7))))));
    }
}
