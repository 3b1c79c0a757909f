using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Swift;

/// <summary>The parts of <c>:61:</c> and of balances.</summary>
internal static partial class SwiftEntry
{
    /// <summary>A row without its text, which the field after it has.</summary>
    public static RowDraft Draft(SwiftField field)
    {
        // Some banks break the line within the field.
        var match = Entry().Match(field.First);
        if (!match.Success && field.Lines.Count > 1)
        {
            match = Entry().Match(field.First + field.Lines[1]);
        }

        if (!match.Success)
        {
            throw RefusedException.Row(RefusalCodes.Malformed, field.Place,
                "The field :61: is not: value date, entry date, mark, amount, code and reference.");
        }

        var value = Day(match.Groups["value"].Value, field.Place);
        var mark = match.Groups["mark"].Value;
        return new RowDraft
        {
            Status = mark[0] == 'E' ? RowStatus.Pending : RowStatus.Booked,
            Day = EntryDay(match.Groups["entry"].Value, value, field.Place),
            ValueDay = value,
            Amount = Amount(match.Groups["amount"].Value, field.Place),
            // A reversal of a credit takes money, that of a debit brings it back.
            Direction = mark is "D" or "RC" or "ED" ? RowDirection.Debit : RowDirection.Credit,
            IsReversal = mark[0] == 'R',
            Code = match.Groups["code"].Value is { Length: > 0 } code ? code : null,
            Reference = Provided(match.Groups["customer"].Value) ?? Provided(match.Groups["bank"].Value),
            Text = field.Lines.Count > 1 ? string.Join(' ', field.Lines.Skip(1)) : null,
        };
    }

    /// <summary><c>C261103EUR1000,00</c>: a mark, a day, a currency and an amount.</summary>
    public static (decimal Amount, DateOnly? Day, string Currency)? Balance(SwiftField field)
    {
        var match = BalanceParts().Match(field.First.Trim());
        if (!match.Success)
        {
            return null;
        }

        var amount = Amount(match.Groups["amount"].Value, field.Place);
        return (match.Groups["mark"].Value is "D" or "RC" ? -amount : amount,
            match.Groups["day"].Value is "000000" ? null : Day(match.Groups["day"].Value, field.Place),
            match.Groups["currency"].Value);
    }

    public static decimal Amount(string text, Place place)
    {
        var style = text.Contains(',', StringComparison.Ordinal)
            ? new AmountStyle(',', null, false) : AmountStyle.Plain;
        return AmountText.Read(text, style)?.Value ?? throw RefusedException.Row(RefusalCodes.BadAmount, place);
    }

    [GeneratedRegex(@"^(?<value>\d{6})(?<entry>\d{4}|\s{4})?\s?(?<mark>R[CD]|E[CD]|[CD])(?<funds>[A-Z])?\s?"
        + @"(?<amount>\d[\d.]*(?:,\d*)?|,\d+)\s?"
        + @"(?<code>(?!NONREF)[A-Z][A-Z0-9]{2,3})?(?<customer>.*?)(?:\s*//(?<bank>.*))?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^(?<mark>R?[CD])(?<day>\d{6})(?<currency>[A-Z]{3})\s*(?<amount>\d[\d.]*(?:,\d*)?|,\d+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex BalanceParts();

    private static string? Provided(string reference) => reference.Trim() is { Length: > 0 } text
        && text.ToUpperInvariant() is not ("NONREF" or "EREF" or "MREF" or "PREF") ? text : null;

    // Interest counts thirty days a month, so some banks have a 30th of February.
    private static DateOnly Day(string text, Place place) =>
        text[2..] is "0229" or "0230" && int.TryParse(text[..2], out var year)
            ? new DateOnly(2000 + year, 2, DateTime.DaysInMonth(2000 + year, 2))
        : DateOnly.TryParseExact("20" + text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) ? day : throw RefusedException.Row(RefusalCodes.BadDate, place);

    // The entry's day has no year: it lies within half a year of the value's day.
    private static DateOnly EntryDay(string text, DateOnly value, Place place)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return value;
        }

        for (var year = value.Year - 1; year <= value.Year + 1; year++)
        {
            var there = text is "0230" || (text is "0229" && !DateTime.IsLeapYear(year)) ? "0228" : text;
            if (DateOnly.TryParseExact($"{year}{there}", "yyyyMMdd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day) && Math.Abs(day.DayNumber - value.DayNumber) <= 183)
            {
                return day;
            }
        }

        throw RefusedException.Row(RefusalCodes.BadDate, place);
    }
}
