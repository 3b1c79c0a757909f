using System.Globalization;

namespace OrleansRisk.Statements.Texts;

/// <summary>In which order a file writes year, month and day.</summary>
internal enum DayOrder
{
    YearFirst,
    DayFirst,
    MonthFirst,
}

/// <summary>Dates as files write them: any separators, months as numbers or by their names.</summary>
internal static class DayPattern
{
    private static readonly string[][] Months =
    [
        ["jan", "januari", "january", "januar", "janvier", "enero", "ene", "gennaio", "gen", "janv", "sty"],
        ["feb", "februari", "february", "februar", "fevrier", "février", "febrero", "febbraio", "fév", "févr", "fev"],
        ["mar", "mac", "march", "maret", "mrt", "maart", "mär", "märz", "mrz", "mars", "marzo"],
        ["apr", "april", "avril", "avr", "abr", "abril", "aprile"],
        ["may", "mei", "mai", "mayo", "maggio", "mag", "maj"],
        ["jun", "june", "juni", "juin", "junio", "giugno", "giu"],
        ["jul", "july", "julai", "juli", "juil", "juillet", "julio", "luglio", "lug"],
        ["aug", "august", "ogos", "ogo", "agustus", "agu", "agt", "augustus", "août", "aout", "ago", "agosto"],
        ["sep", "sept", "september", "septembre", "septiembre", "settembre", "set"],
        ["oct", "okt", "oktober", "october", "octobre", "octubre", "ottobre", "ott"],
        ["nov", "november", "novembre", "noviembre"],
        ["dec", "dis", "disember", "des", "desember", "dez", "dezember", "december", "déc", "décembre", "dic",
            "diciembre", "dicembre"],
    ];

    /// <summary>
    /// The day that a text begins with, and what follows it; null if it begins with none. <paramref name="year"/> is
    /// for dates that have no year.
    /// </summary>
    public static (DateOnly Day, string After)? Read(string text, DayOrder order, int? year = null)
    {
        var parts = Split(text, year is null ? 3 : 0, out var end);
        return parts is null ? null
            : Day(parts, order, year) is { } day ? (day, text[end..].Trim(' ', 'T', ',')) : null;
    }

    /// <summary>Whether the text has one reading: its month has a name, or its year comes first.</summary>
    public static bool ShowsOrder(string text) => Split(text, 3, out _) is { } parts
        && (parts[0].Length == 4 || Array.Exists(parts, static part => !char.IsAsciiDigit(part[0])));

    private static DateOnly? Day(string[] parts, DayOrder order, int? year)
    {
        var named = Array.FindIndex(parts, static part => !char.IsAsciiDigit(part[0]));
        if (parts.Length == 2)
        {
            var dayAt = named >= 0 ? 1 - named : order == DayOrder.MonthFirst ? 1 : 0;
            return Made(year!.Value, Month(parts[1 - dayAt]), Number(parts[dayAt]));
        }

        if (parts[0].Length == 4)
        {
            return Made(Number(parts[0]), Month(parts[1]), Number(parts[2]));
        }

        var years = parts[2].Length == 2 ? 2000 + Number(parts[2]) : Number(parts[2]);
        if (parts[2].Length is not (2 or 4) || named == 2)
        {
            return null;
        }

        var monthAt = named >= 0 ? named : order switch { DayOrder.DayFirst => 1, DayOrder.MonthFirst => 0, _ => -1 };
        return monthAt < 0 ? null : Made(years, Month(parts[monthAt]), Number(parts[1 - monthAt]));
    }

    private static int Month(string part) => char.IsAsciiDigit(part[0]) ? Number(part)
        : 1 + Array.FindIndex(Months, names => names.Contains(part.ToLowerInvariant()));

    private static int Number(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static DateOnly? Made(int year, int month, int day) =>
        year is >= 1900 and <= 2999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day) : null;

    // Runs of digits and of letters, up to three; "20261103" is one run of its own kind.
    private static string[]? Split(string text, int needed, out int end)
    {
        var parts = new List<string>(3);
        end = 0;
        if (text.Length >= 8 && text.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            var more = text.Length > 8 && char.IsAsciiDigit(text[8]);
            end = 8;
            return more ? null : [text[..4], text[4..6], text[6..8]];
        }

        while (parts.Count < 3 && end < text.Length)
        {
            var start = end;
            while (end < text.Length && (char.IsAsciiDigit(text[start]) ? char.IsAsciiDigit(text[end])
                : char.IsLetter(text[end])))
            {
                end++;
            }

            if (end == start || end - start > 10 || (char.IsAsciiDigit(text[start]) && end - start > 4))
            {
                return null;
            }

            parts.Add(text[start..end]);
            if (parts.Count == 3 || (parts.Count == 2 && needed == 0 && !Goes(text, end)))
            {
                break;
            }

            var before = end;
            while (end < text.Length && text[end] is '/' or '-' or '.' or ' ' or ',')
            {
                end++;
            }

            if (end == before || end - before > 2)
            {
                // "03Nov2026" has its parts side by side.
                if (end == before && end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                {
                    continue;
                }

                break;
            }
        }

        return parts.Count == 3 || (parts.Count == 2 && needed == 0) ? [.. parts] : null;
    }

    // After day and month, a year follows only if a separator of dates does.
    private static bool Goes(string text, int at) => at + 2 < text.Length && text[at] is '/' or '-' or '.'
        && char.IsAsciiDigit(text[at + 1]);
}
