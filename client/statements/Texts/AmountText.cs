using System.Globalization;
using System.Text;

namespace OrleansRisk.Statements.Texts;

/// <summary>
/// An amount as people write it: signs before and after, brackets, CR and DR, a currency, thousands in groups.
/// </summary>
/// <param name="Value">With its sign, if it has one.</param>
/// <param name="Signed">Whether a minus, brackets or a mark for debit or credit stood there.</param>
/// <param name="Currency">A code or sign that names one currency; null without.</param>
internal readonly record struct AmountText(decimal Value, bool Signed, string? Currency)
{
    private const string Minus = "-−–﹣－";

    /// <summary>Null if the text is no amount in that style.</summary>
    public static AmountText? Read(string text, AmountStyle style)
    {
        var rest = text.AsSpan().Trim();
        string? currency = null;
        var (negative, signed) = (false, false);
        if (rest is ['(', .., ')'])
        {
            (negative, signed) = (true, true);
            rest = rest[1..^1].Trim();
        }

        // Marks stand on either side in any order ("-RM 12.00", "12.00 EUR CR"), each kind once.
        while (TakeMark(ref rest, ref currency) || TakeDirection(ref rest, ref negative, ref signed)
            || TakeSign(ref rest, ref negative, ref signed))
        {
        }

        return Digits(rest, style) is { } value
            ? new AmountText(negative ? -value : value, signed, currency is null ? null : Currencies.OfMark(currency))
            : null;
    }

    private static bool TakeSign(ref ReadOnlySpan<char> rest, ref bool negative, ref bool signed)
    {
        if (signed || rest.Length == 0)
        {
            return false;
        }

        var (first, last) = (rest[0], rest[^1]);
        if (Minus.Contains(first) || first == '+')
        {
            negative = first != '+';
            rest = rest[1..].Trim();
        }
        else if (Minus.Contains(last) || last == '+')
        {
            negative = last != '+';
            rest = rest[..^1].Trim();
        }
        else
        {
            return false;
        }

        signed = true;
        return true;
    }

    private static bool TakeDirection(ref ReadOnlySpan<char> rest, ref bool negative, ref bool signed)
    {
        if (signed || rest.Length < 2 || !char.IsAsciiLetter(rest[^1]))
        {
            return false;
        }

        var letters = rest[LastLetters(rest)..];
        if (DirectionWords.Of(letters.ToString()) is not { } direction)
        {
            return false;
        }

        (negative, signed) = (direction == Results.RowDirection.Debit, true);
        rest = rest[..^letters.Length].Trim();
        return true;
    }

    private static int LastLetters(ReadOnlySpan<char> rest)
    {
        var at = rest.Length;
        while (at > 0 && char.IsAsciiLetter(rest[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static bool TakeMark(ref ReadOnlySpan<char> rest, ref string? currency)
    {
        if (currency is not null)
        {
            return false;
        }

        var end = 0;
        while (end < rest.Length && !char.IsDigit(rest[end]) && !Minus.Contains(rest[end])
            && rest[end] is not ('+' or '('))
        {
            end++;
        }

        if (end > 0 && rest[..end].Trim().ToString() is var before && Currencies.IsMark(before))
        {
            currency = before;
            rest = rest[end..].Trim();
            return true;
        }

        var start = rest.Length;
        while (start > 0 && !char.IsDigit(rest[start - 1]) && !Minus.Contains(rest[start - 1])
            && rest[start - 1] is not ('.' or ',' or '+' or ')'))
        {
            start--;
        }

        if (start < rest.Length && rest[start..].Trim().ToString() is var after && Currencies.IsMark(after))
        {
            currency = after;
            rest = rest[..start].Trim();
            return true;
        }

        return false;
    }

    private static decimal? Digits(ReadOnlySpan<char> span, AmountStyle style)
    {
        var mark = span.LastIndexOf(style.Decimal);
        var whole = mark < 0 ? span : span[..mark];
        var fraction = mark < 0 ? [] : span[(mark + 1)..];
        if (fraction.ContainsAnyExceptInRange('0', '9') || (whole.Length == 0 && fraction.Length == 0)
            || !Groups(whole, style, out var digits) || fraction.Length > 12
            || digits.AsSpan().TrimStart('0').Length > Limits.AmountDigitsMax)
        {
            return null;
        }

        return decimal.Parse($"0{digits}.{fraction}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>Digits without their thousands marks; false unless each group is as long as it must be.</summary>
    private static bool Groups(ReadOnlySpan<char> whole, AmountStyle style, out string digits)
    {
        var kept = new StringBuilder(whole.Length);
        var (group, groups) = (0, 0);
        for (var i = whole.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(whole[i]))
            {
                kept.Insert(0, whole[i]);
                group++;
                continue;
            }

            if (!IsThousands(whole[i], style) || !(group == 3 || (style.Lakh && groups > 0 && group == 2)))
            {
                digits = "";
                return false;
            }

            (group, groups) = (0, groups + 1);
        }

        digits = kept.ToString();
        return groups == 0 || group is > 0 and <= 3;
    }

    private static bool IsThousands(char letter, AmountStyle style) => style.Thousands is { } mark &&
        (letter == mark || (mark == ' ' && letter is '\u00a0' or '\u202f' or '\u2009')
            || (mark == '\'' && letter is '’'));
}
