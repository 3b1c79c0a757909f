namespace OrleansRisk.Maps.Fields;

/// <summary>
/// An amount as files have it: signs before or after, brackets for negative ones, thousands, other decimal points.
/// </summary>
internal static class Money
{
    /// <summary>
    /// The unsigned decimal text of the contract, and whether it was negative; false where it is no amount.
    /// </summary>
    public static bool TryRead(string text, char decimalPoint, char? thousands, out string amount, out bool negative)
    {
        (amount, negative) = ("", false);
        var span = text.AsSpan().Trim();
        if (span is ['(', .., ')'])
        {
            negative = true;
            span = span[1..^1].Trim();
        }

        if (span is ['-' or '−' or '+', ..])
        {
            negative ^= span[0] != '+';
            span = span[1..].Trim();
        }
        else if (span is [.., '-' or '−'])
        {
            negative = !negative;
            span = span[..^1].Trim();
        }

        return TryDigits(span, decimalPoint, thousands, out amount);
    }

    private static bool TryDigits(ReadOnlySpan<char> span, char decimalPoint, char? thousands, out string amount)
    {
        var letters = new System.Text.StringBuilder(span.Length);
        var point = false;
        foreach (var letter in span)
        {
            if (char.IsAsciiDigit(letter))
            {
                letters.Append(letter);
            }
            else if (letter == decimalPoint && !point && letters.Length > 0)
            {
                letters.Append('.');
                point = true;
            }
            else if (letter != thousands || point)
            {
                amount = "";
                return false;
            }
        }

        amount = letters.ToString();
        return letters.Length > 0 && letters[^1] != '.';
    }

    public static bool IsZero(string amount) => amount.AsSpan().IndexOfAnyInRange('1', '9') < 0;
}
