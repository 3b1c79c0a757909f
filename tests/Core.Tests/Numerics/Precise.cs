using System.Numerics;

namespace OrleansRisk.Core.Tests.Numerics;

/// <summary>
/// Exponential and logarithm to about 60 digits, in whole numbers of 2^-200: what ours are measured against.
/// </summary>
internal static class Precise
{
    private const int Bits = 200;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = LnOfRatio(2, 1);

    public static BigInteger Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 2047);
        var mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (exponent == 0 ? 0 : 1L << 52);
        var shift = Bits + Math.Max(exponent, 1) - 1075;
        var whole = shift >= 0 ? (BigInteger)mantissa << shift : (BigInteger)mantissa >> -shift;
        return bits < 0 ? -whole : whole;
    }

    /// <summary>e^x as mantissa·2^(exponent − 200), mantissa between 1 and 2.</summary>
    public static (BigInteger Mantissa, int Exponent) Exp(double x)
    {
        var exact = Of(x);
        var exponent = (int)BigInteger.Divide(exact, Ln2) - (exact.Sign < 0 ? 1 : 0);
        return (Series(exact - (exponent * Ln2)), exponent);
    }

    private static BigInteger Series(BigInteger rest)
    {
        var (sum, term) = (One, One);
        for (var i = 1; !term.IsZero; i++)
        {
            term = ((term * rest) >> Bits) / i;
            sum += term;
        }

        return sum;
    }

    /// <summary>2^(numerator/denominator), like <see cref="Exp(double)"/>.</summary>
    public static (BigInteger Mantissa, int Exponent) Exp2(int numerator, int denominator)
    {
        var exponent = (int)Math.Floor((double)numerator / denominator);
        return (Series((numerator - (exponent * (BigInteger)denominator)) * Ln2 / denominator), exponent);
    }

    public static BigInteger Ln(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (1L << 52);
        return LnOfRatio(mantissa, 1L << 52) + (exponent * Ln2);
    }

    public static BigInteger PerLn2(BigInteger nats) => (nats << Bits) / Ln2;

    /// <summary>How many units in the last place a double is away from a precise value.</summary>
    public static double UlpsApart(double ours, BigInteger exact)
    {
        var ulp = Math.Max(Math.BitIncrement(Math.Abs(ours)) - Math.Abs(ours), double.Epsilon);
        return Math.Abs((double)((Of(ours) - exact) << 40) / Math.Pow(2, Bits + 40) / ulp);
    }

    public static double UlpsApart(double ours, (BigInteger Mantissa, int Exponent) exact)
    {
        // Both are scaled so that the value lies near 1.
        var scaled = Math.ScaleB(ours, -exact.Exponent);
        return UlpsApart(scaled, exact.Mantissa);
    }

    public static BigInteger LnOfRatio(BigInteger numerator, BigInteger denominator)
    {
        var s = ((numerator - denominator) << Bits) / (numerator + denominator);
        var square = (s * s) >> Bits;
        var (sum, power) = (BigInteger.Zero, s);
        for (var i = 1; !power.IsZero; i += 2)
        {
            sum += power / i;
            power = (power * square) >> Bits;
        }

        return sum * 2;
    }
}
