using System.Globalization;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// A name as rules compare it: small letters without their marks, and words apart wherever there is anything else or
/// letters meet digits, so that <c>7-ELEVEN #0032</c>, <c>7Eleven</c> and <c>7 eleven</c> begin alike.
/// </summary>
internal static class PlainText
{
    /// <summary>Writes the words with a blank between; says how many characters. What does not fit is cut.</summary>
    public static int Write(string text, Span<char> to)
    {
        var (length, before) = (0, Kind.Other);
        foreach (var each in text)
        {
            var letter = char.IsAscii(each) ? each : LetterMarks.Without(each);
            if (!char.IsAscii(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var kind = char.IsDigit(letter) ? Kind.Digit : char.IsLetter(letter) ? Kind.Letter : Kind.Other;
            if (kind != Kind.Other)
            {
                var apart = kind != before && length > 0;
                if (length + (apart ? 2 : 1) > to.Length)
                {
                    break;
                }

                if (apart)
                {
                    to[length++] = ' ';
                }

                to[length++] = char.ToLowerInvariant(letter);
            }

            before = kind;
        }

        return length;
    }

    public static string Of(string text)
    {
        Span<char> room = stackalloc char[TenantLimits.PlainTextMax];
        return new string(room[..Write(text, room)]);
    }

    private enum Kind
    {
        Other,
        Letter,
        Digit,
    }
}
