using System.Globalization;

namespace OrleansRisk.Core.Decisions;

/// <summary>Numbers of a fixed count of decimals as text, without the detour over <see cref="decimal"/>.</summary>
internal static class FixedPoint
{
    private const int CharsMax = 32;

    /// <summary>Above, a double is no longer every whole number.</summary>
    private const double WholeMax = 1L << 53;

    /// <summary>Whole units of the last decimal as text: 12345 with two decimals is "123.45".</summary>
    public static string Text(double units, int decimals)
    {
        if (!(Math.Abs(units) < WholeMax))
        {
            return (units / Scale(decimals)).ToString("F" + decimals, CultureInfo.InvariantCulture);
        }

        Span<char> text = stackalloc char[CharsMax];
        var at = CharsMax;
        var rest = (long)Math.Abs(units);
        for (var digits = 0; rest > 0 || digits <= decimals; digits++, rest /= 10)
        {
            if (digits == decimals && decimals > 0)
            {
                text[--at] = '.';
            }

            text[--at] = (char)('0' + (rest % 10));
        }

        if (units < 0)
        {
            text[--at] = '-';
        }

        return text[at..].ToString();
    }

    private static double Scale(int decimals) => decimals switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1_000, _ => 10_000 };
}
