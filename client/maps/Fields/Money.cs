using System.Buffers;
using System.Globalization;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// An amount as files have it: signs, brackets, CR and DR before or behind, a currency, thousands in their groups.
/// </summary>
internal static class Money
{
    private const string Currencies = "$€£¥₹₩₫₱฿₦₺";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + Currencies);

    /// <summary>
    /// The unsigned decimal text of the contract, whether it was negative, and the direction that CR or DR states, null
    /// without them; false where it is no amount.
    /// </summary>
    public static bool TryRead(
        string text, MoneyCell style, out string amount, out bool negative, out string? direction)
    {
        (amount, negative, direction) = ("", false, null);
        var span = text.AsSpan().Trim();
        if (span is ['(', .., ')'])
        {
            negative = true;
            span = span[1..^1].Trim();
        }

        while (TakeWord(ref span, ref direction) || TakeSign(ref span, ref negative))
        {
        }

        return TryDigits(span, style, out amount);
    }

    /// <summary>
    /// Minor units in the currency's own unit; null if they are not whole, or the currency is unknown.
    /// </summary>
    public static string? OfMinor(string amount, string currency)
    {
        if (CurrencyDecimals.Of(currency) is not { } decimals || amount.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        var digits = amount.TrimStart('0').PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary>With no more decimals than the currency has, half to even; as it is if there are no more.</summary>
    public static string Rounded(string amount, string currency) =>
        CurrencyDecimals.Of(currency) is { } decimals
        && amount.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point && amount.Length - point - 1 > decimals
        && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact)
            ? Math.Round(exact, decimals, MidpointRounding.ToEven)
                .ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : amount;

    public static bool IsZero(string amount) => amount.AsSpan().IndexOfAnyInRange('1', '9') < 0;

    private static bool TakeSign(ref ReadOnlySpan<char> span, ref bool negative)
    {
        if (span is ['-' or '−' or '+', ..])
        {
            negative ^= span[0] != '+';
            span = span[1..].Trim();
            return true;
        }

        if (span is [.., '-' or '−'])
        {
            negative = !negative;
            span = span[..^1].Trim();
            return true;
        }

        return false;
    }

    // CR and DR, a currency's code, RM and signs: each names itself and none is a digit.
    private static bool TakeWord(ref ReadOnlySpan<char> span, ref string? direction)
    {
        var before = span.IndexOfAnyExcept(Letters);
        if (before > 0 && Take(span[..before], ref direction))
        {
            span = span[before..].Trim();
            return true;
        }

        var behind = span.LastIndexOfAnyExcept(Letters) + 1;
        if (behind > 0 && behind < span.Length && Take(span[behind..], ref direction))
        {
            span = span[..behind].Trim();
            return true;
        }

        return false;
    }

    private static bool Take(ReadOnlySpan<char> word, ref string? direction)
    {
        if (direction is null && word.Equals("CR", StringComparison.OrdinalIgnoreCase))
        {
            direction = Directions.Credit;
            return true;
        }

        if (direction is null && word.Equals("DR", StringComparison.OrdinalIgnoreCase))
        {
            direction = Directions.Debit;
            return true;
        }

        return word is "RM" or "Rs" or "Rp" or "kr" || (word.Length is 1 or 2 or 3 && Currencies.Contains(word[^1]))
            || (word.Length == 3 && word.IndexOfAnyExceptInRange('A', 'Z') < 0);
    }

    private static bool TryDigits(ReadOnlySpan<char> span, MoneyCell style, out string amount)
    {
        amount = "";
        var point = span.LastIndexOf(style.DecimalPoint);
        var whole = point < 0 ? span : span[..point];
        var fraction = point < 0 ? [] : span[(point + 1)..];
        if ((point >= 0 && fraction.Length == 0) || span.Length == 0 || fraction.ContainsAnyExceptInRange('0', '9')
            || !TryGroups(whole, style, out var digits))
        {
            return false;
        }

        digits = digits.Length == 0 ? "0" : digits;
        amount = point < 0 ? digits : $"{digits}.{fraction}";
        return true;
    }

    // Files that group by a space or an apostrophe write every kind of it.
    private static bool IsMark(char letter, char? thousands) => letter == thousands
        || (thousands == ' ' && letter is '\u00A0' or '\u202F' or '\u2009') || (thousands == '\'' && letter == '’');

    // From the right: groups of three, or in lakh one of three and then groups of two.
    private static bool TryGroups(ReadOnlySpan<char> whole, MoneyCell style, out string digits)
    {
        var letters = new System.Text.StringBuilder(whole.Length);
        var (group, groups) = (0, 0);
        for (var i = whole.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(whole[i]))
            {
                letters.Insert(0, whole[i]);
                group++;
            }
            else if (IsMark(whole[i], style.Thousands) && group == (style.Lakh && groups > 0 ? 2 : 3))
            {
                (group, groups) = (0, groups + 1);
            }
            else
            {
                digits = "";
                return false;
            }
        }

        digits = letters.ToString();
        return groups == 0 || (group > 0 && group <= (style.Lakh ? 2 : 3));
    }
}
