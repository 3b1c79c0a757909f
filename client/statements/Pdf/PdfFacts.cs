using System.Text.RegularExpressions;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Pdf;

/// <summary>What the pages state outside the table: the account, the currency, and when the statement ends.</summary>
internal sealed partial record PdfFacts(string? Account, string? Currency, DateOnly? End)
{
    public static PdfFacts Of(List<PdfLine> lines, PdfTemplate template) => new(
        AccountOf(lines),
        lines.Select(static line => StatedCurrency().Match(line.Text)).Where(static match => match.Success)
            .Select(static match => Currencies.OfMark(match.Groups[1].Value)).FirstOrDefault(
                static code => code is not null) ?? template.Currency,
        EndOf(lines, template.DayFirst == false ? DayOrder.MonthFirst : DayOrder.DayFirst));

    [GeneratedRegex(@"(?:account|acc|a/c|akaun|rekening|card|kad)\s*(?:no\.?|number|num|#)?[^0-9]{0,40}?"
        + @"([0-9X*][0-9X* -]{6,26}[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"(?:account (?:no|number)|nombor akaun|no\.? akaun|nomor rekening|card number)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AccountLabel();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", RegexOptions.CultureInvariant)]
    private static partial Regex IbanLike();

    [GeneratedRegex(@"[0-9][0-9 -]{6,26}[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:currency|mata ?wang)[^A-Za-z]{1,5}([A-Z]{3})\b", RegexOptions.CultureInvariant
        | RegexOptions.IgnoreCase)]
    private static partial Regex StatedCurrency();

    [GeneratedRegex(@"statement|penyata|period|tempoh|tarikh|as at|from|to|date", RegexOptions.IgnoreCase
        | RegexOptions.CultureInvariant)]
    private static partial Regex DateLabel();

    [GeneratedRegex(@"\d{1,2}[ /.-](?:\d{1,2}|[A-Za-z]{3,9})[ /.,-]{1,2}\d{2,4}\b|[A-Z][a-z]{2,8} \d{1,2}, \d{4}",
        RegexOptions.CultureInvariant)]
    private static partial Regex FullDate();

    private static string? AccountOf(List<PdfLine> lines)
    {
        var iban = lines.SelectMany(static line => IbanLike().Matches(line.Text))
            .Select(static match => match.Value.Replace(" ", "", StringComparison.Ordinal)).FirstOrDefault(Iban.Holds);
        if (iban is not null)
        {
            return iban;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (!AccountLabel().IsMatch(lines[i].Text))
            {
                continue;
            }

            // The number stands behind its label, or in the line below it.
            var match = AccountNumber().Match(lines[i].Text);
            var found = match.Success ? match.Groups[1].Value
                : i + 1 < lines.Count && Number().Match(lines[i + 1].Text) is { Success: true } below ? below.Value
                : null;
            if (found is not null)
            {
                return found.Replace(" ", "", StringComparison.Ordinal).Trim('-');
            }
        }

        return null;
    }

    private static DateOnly? EndOf(List<PdfLine> lines, DayOrder order)
    {
        // A date stands behind its label, or in the line below it.
        var dates = lines.Take(60).Where((line, at) => DateLabel().IsMatch(line.Text)
                || (at > 0 && DateLabel().IsMatch(lines[at - 1].Text)))
            .SelectMany(static line => FullDate().Matches(line.Text))
            .Select(match => DayPattern.Read(match.Value, order)?.Day).Where(static day => day is not null).ToList();
        return dates.Count > 0 ? dates.Max() : null;
    }
}
