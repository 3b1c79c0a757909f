namespace OrleansRisk.Core.Numerics;

/// <summary>
/// Exponentials from + − × and a table, so that every processor gives the same bits. The platform's own differ between
/// processors with and without fused multiply-add. Error bounds are those that the tests hold them to.
/// </summary>
public static class Exponential
{
    private const double StepsPerNat = 92.33248261689366;
    private const double StepHigh = 0.010830424695086549;
    private const double StepLow = 1.162596423439437e-12;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>e^x, within 1 unit in the last place; 0 and infinity beyond the range of a double.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > 709.782712893384)
        {
            return double.PositiveInfinity;
        }

        if (x < -745.1332191019412)
        {
            return 0;
        }

        // The high part of a step has 20 trailing zero bits, so that its product with the whole number is exact.
        var steps = Math.Floor((x * StepsPerNat) + 0.5);
        var rest = x - (steps * StepHigh) - (steps * StepLow);
        return Compose((int)steps, rest);
    }

    /// <summary>2^x, within 1 unit in the last place; exact for whole numbers.</summary>
    public static double Exp2(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x >= 1024)
        {
            return double.PositiveInfinity;
        }

        if (x < -1075)
        {
            return 0;
        }

        var steps = Math.Floor((x * 64) + 0.5);
        return Compose((int)steps, (x - (steps / 64)) * Ln2);
    }

    /// <summary>e^x − 1 without loss near 0, within 2 units in the last place.</summary>
    public static double Expm1(double x)
    {
        if (x is > 0.5 or < -0.5 || double.IsNaN(x))
        {
            return Exp(x) - 1;
        }

        // Taylor to x^17: what is left out is below 2^-60 of the result.
        var tail = 0.0;
        for (var divisor = 17; divisor >= 2; divisor--)
        {
            tail = (1 + tail) * x / divisor;
        }

        return x + (x * tail);
    }

    /// <summary>2^(steps/64) · e^rest for |rest| ≤ ln 2 / 128.</summary>
    private static double Compose(int steps, double rest)
    {
        var square = rest * rest;
        var tail = rest + (square * (0.5 + (rest * ((1.0 / 6) + (rest * ((1.0 / 24) + (rest * (1.0 / 120))))))));
        var power = Tables.PowersOfTwo[steps & 63];
        return Scale(power + ((power * tail) + Tables.PowerRests[steps & 63]), steps >> 6);
    }

    /// <summary>value · 2^exponent; in two factors where one would not be a normal number.</summary>
    private static double Scale(double value, int exponent) => exponent switch
    {
        > 1023 => value * 2 * Power(exponent - 1),
        < -1022 => value * Power(exponent + 64) * Power(-64),
        _ => value * Power(exponent),
    };

    private static double Power(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
