using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Values;

/// <summary>Decimal text without rounding: digits, at most one point, nothing else.</summary>
internal static class DecimalText
{
    /// <summary>Longest text that is looked at: more digits than any bound allows, whatever the currency.</summary>
    private const int LengthMax = 40;

    /// <summary>Unsigned text as an integer of minor units; exact, but for zeros at its end, or an error.</summary>
    public static ErrorCode? ToMinor(ReadOnlySpan<char> text, int decimals, out long minor)
    {
        minor = 0;
        if (!TrySplit(text, out var whole, out var fraction))
        {
            return ErrorCodes.AmountInvalid;
        }

        // 1500.00 yen are 1500: zeros say nothing that would be lost.
        if (fraction.Length > decimals)
        {
            fraction = fraction[decimals..].ContainsAnyExcept('0') ? fraction : fraction[..decimals];
        }

        if (fraction.Length > decimals)
        {
            return ErrorCodes.TooManyDecimals;
        }

        return TryAccumulate(whole, fraction, decimals, out minor) ? null : ErrorCodes.AmountOutOfRange;
    }

    /// <summary>The same with a sign in front, for balances.</summary>
    public static ErrorCode? ToSignedMinor(ReadOnlySpan<char> text, int decimals, out long minor)
    {
        var negative = text.StartsWith('-');
        var error = ToMinor(negative ? text[1..] : text, decimals, out minor);
        minor = negative ? -minor : minor;
        return error;
    }

    /// <summary>A positive rate as mantissa and scale, trailing zeros kept off.</summary>
    public static ErrorCode? ToRate(ReadOnlySpan<char> text, out long mantissa, out byte scale)
    {
        (mantissa, scale) = (0, 0);
        if (!TrySplit(text, out var whole, out var fraction))
        {
            return ErrorCodes.AmountInvalid;
        }

        fraction = fraction.TrimEnd('0');
        var digits = whole is "0" ? 0 : whole.Length;
        if (fraction.Length > Limits.FxDecimalsMax || digits + fraction.Length > Limits.FxDigitsMax)
        {
            return ErrorCodes.NumberOutOfRange;
        }

        foreach (var digit in whole)
        {
            mantissa = (mantissa * 10) + (digit - '0');
        }

        foreach (var digit in fraction)
        {
            mantissa = (mantissa * 10) + (digit - '0');
        }

        scale = (byte)fraction.Length;
        return mantissa == 0 ? ErrorCodes.NumberOutOfRange : null;
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> whole, out ReadOnlySpan<char> fraction)
    {
        var point = text.IndexOf('.');
        whole = point < 0 ? text : text[..point];
        fraction = point < 0 ? [] : text[(point + 1)..];
        return text.Length <= LengthMax && !whole.IsEmpty && (point < 0 || !fraction.IsEmpty)
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9')
            && (whole.Length == 1 || whole[0] != '0');
    }

    private static bool TryAccumulate(
        ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int decimals, out long minor)
    {
        minor = 0;
        if (whole.Length + decimals > 18)
        {
            return false; // beyond 10^15 whatever the digits are, and below what a long holds
        }

        foreach (var digit in whole)
        {
            minor = (minor * 10) + (digit - '0');
        }

        for (var i = 0; i < decimals; i++)
        {
            minor = (minor * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return minor <= Limits.AmountMinorMax;
    }
}
