using System.Globalization;
using System.Text;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Values;

/// <summary>What ids and free texts may hold. Each rule answers with the error, or null.</summary>
internal static class TextRules
{
    /// <summary>
    /// An id is visible ASCII, or letters of any script. Letters of scripts that look like Latin ones are not mixed
    /// with Latin, and compatibility forms (full width, mathematical, ligatures) are refused, so that two ids that look
    /// alike are alike.
    /// </summary>
    public static ErrorCode? Id(ReadOnlySpan<char> text) =>
        Length(text, Limits.IdCharactersMax)
            ?? (IsVisibleAscii(text) || IsPlainLetters(text) ? null : ErrorCodes.IdInvalid);

    /// <summary>Free text: no control, bidirectional, zero-width or unassigned characters.</summary>
    public static ErrorCode? Free(ReadOnlySpan<char> text, int charactersMax) =>
        Length(text, charactersMax) ?? (IsVisibleAsciiOrSpace(text) || IsFree(text) ? null : ErrorCodes.TextInvalid);

    private static ErrorCode? Length(ReadOnlySpan<char> text, int charactersMax) =>
        text.IsEmpty ? ErrorCodes.TextEmpty
        : text.Length > charactersMax && !HasAtMost(text, charactersMax) ? ErrorCodes.TextTooLong
        : null;

    // As a person counts them: an accent, or a family of emoji, is one. How much is written bounds the whole.
    private static bool HasAtMost(ReadOnlySpan<char> text, int charactersMax)
    {
        for (var count = 0; !text.IsEmpty; count++)
        {
            if (count == charactersMax)
            {
                return false;
            }

            text = text[StringInfo.GetNextTextElementLength(text)..];
        }

        return true;
    }

    private static bool IsVisibleAscii(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('!', '~');

    private static bool IsVisibleAsciiOrSpace(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    private static bool IsPlainLetters(ReadOnlySpan<char> text)
    {
        var (latin, resembling) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            if (value < 0x80)
            {
                if (value is < '!' or > '~')
                {
                    return false;
                }

                latin |= char.IsAsciiLetter((char)value);
                continue;
            }

            if (IsCompatibilityForm(value) || !IsLetterOrItsMark(rune))
            {
                return false;
            }

            latin |= IsLatin(value);
            resembling |= ResemblesLatin(value);
        }

        return !(latin && resembling);
    }

    private static bool IsFree(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.Surrogate:
                case UnicodeCategory.PrivateUse:
                case UnicodeCategory.OtherNotAssigned:
                // Joiners are part of Indic spelling.
                case UnicodeCategory.Format when rune.Value is not (0x200C or 0x200D):
                    return false;
            }
        }

        return true;
    }

    private static bool IsLetterOrItsMark(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter => true,
        // Vowel signs of Indic and Thai scripts; a mark on a Latin letter has a letter of its own instead.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => rune.Value is >= 0x0900 and < 0x1AB0,
        _ => false,
    };

    private static bool IsLatin(int value) => value is < 0x0250 or (>= 0x1E00 and < 0x1F00);

    /// <summary>IPA, Greek, Coptic, Cyrillic, Armenian, Georgian, Cherokee, Lisu and their supplements.</summary>
    private static bool ResemblesLatin(int value) => value is
        (>= 0x0250 and < 0x0590) or (>= 0x10A0 and < 0x1100) or (>= 0x13A0 and < 0x1400) or (>= 0x1C80 and < 0x1CC0)
        or (>= 0x1D00 and < 0x1E00) or (>= 0x1F00 and < 0x2000) or (>= 0x2C60 and < 0x2E00) or (>= 0xA4D0 and < 0xA500)
        or (>= 0xA640 and < 0xA6A0) or (>= 0xA720 and < 0xA800) or (>= 0xAB30 and < 0xABC0);

    /// <summary>Letter-like symbols, presentation forms, half and full width, mathematical letters; tags and the
    /// like.</summary>
    private static bool IsCompatibilityForm(int value) => value is
        0x115F or 0x1160 or 0x3164 // Hangul fillers are invisible
        or (>= 0x2000 and < 0x2C00) or (>= 0xF900 and < 0xFB00) or (>= 0xFB00 and < 0x10000)
        or (>= 0x1D400 and < 0x1D800) or (>= 0x1F000 and < 0x20000) or (>= 0x2F800 and < 0x2FA20) or >= 0xE0000;
}
