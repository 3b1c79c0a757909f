using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace OrleansRisk.Api.Values;

/// <summary>
/// Card numbers in an id: digits, single separators allowed between them, that begin as an issuer's, are as long as its
/// numbers and pass the check digit. By the check digit alone one account number in ten passes. An IBAN is none.
/// </summary>
internal static class CardNumbers
{
    private const int DigitsMin = 13, DigitsMax = 19;

    /// <summary>Signs that people put between the digits of a card number.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create("-./_:");

    /// <summary>First to last beginning, of as many digits, and the lengths that go with it.</summary>
    private static readonly (int From, int To, int[] Lengths)[] Issuers =
    [
        (4, 4, [13, 16, 19]), // Visa
        (51, 55, [16]), (2221, 2720, [16]), // Mastercard
        (34, 34, [15]), (37, 37, [15]), // American Express
        (300, 305, [14, 16]), (3095, 3095, [14, 16]), (36, 36, [14, 16, 19]), (38, 39, [14, 16, 19]), // Diners Club
        (6011, 6011, [16, 19]), (644, 649, [16, 19]), (65, 65, [16, 19]), // Discover
        (3528, 3589, [16, 17, 18, 19]), // JCB
        (62, 62, [16, 17, 18, 19]), (81, 81, [16, 17, 18, 19]), // UnionPay
        (50, 50, [16, 18, 19]), (56, 58, [16, 18, 19]), (6304, 6304, [16, 18, 19]), (67, 67, [16, 18, 19]), // Maestro
        (60, 60, [16]), (82, 82, [16]), (353, 353, [16]), (356, 356, [16]), // RuPay
        (2200, 2204, [16, 17, 18, 19]), // Mir
        (9792, 9792, [16]), // Troy
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> IbanLengths =
        Enumerable.Chunk(
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27"
            + "GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27"
            + "MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SD18SE24SI19SK24SM27ST25SV28"
            + "TL23TN24TR26UA29VA22VG24XK20",
            4)
        .ToFrozenDictionary(
            static each => new string(each, 0, 2),
            static each => int.Parse(each.AsSpan(2), CultureInfo.InvariantCulture))
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (IsIban(text))
        {
            return false;
        }

        Span<char> digits = stackalloc char[DigitsMax + 1];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[Math.Min(count, DigitsMax)] = text[i];
                count++;
                continue;
            }

            var joins = Separators.Contains(text[i]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            if (joins)
            {
                continue;
            }

            if (IsCard(digits, count))
            {
                return true;
            }

            count = 0;
        }

        return IsCard(digits, count);
    }

    private static bool IsCard(ReadOnlySpan<char> digits, int count) =>
        count is >= DigitsMin and <= DigitsMax && IsIssued(digits[..count]) && PassesCheckDigit(digits[..count]);

    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        foreach (var (from, to, lengths) in Issuers)
        {
            var beginning = int.Parse(digits[..DigitsOf(from)], NumberStyles.None, CultureInfo.InvariantCulture);
            if (beginning >= from && beginning <= to && lengths.AsSpan().Contains(digits.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static int DigitsOf(int beginning) =>
        beginning < 10 ? 1 : beginning < 100 ? 2 : beginning < 1_000 ? 3 : 4;

    private static bool PassesCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            var doubled = digit * 2;
            sum += (i & 1) == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    /// <summary>
    /// Country, two check digits and an account, as long as the country's are, which together leave 1 modulo 97.
    /// </summary>
    private static bool IsIban(ReadOnlySpan<char> text)
    {
        if (text.Length < 15 || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3])
            || !IbanLengths.TryGetValue(text[..2], out var length) || text.Length != length)
        {
            return false;
        }

        var rest = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var each = text[(i + 4) % text.Length];
            if (!char.IsAsciiDigit(each) && !char.IsAsciiLetterUpper(each))
            {
                return false;
            }

            rest = char.IsAsciiDigit(each)
                ? ((rest * 10) + each - '0') % 97
                : ((rest * 100) + each - 'A' + 10) % 97;
        }

        return rest == 1;
    }
}
