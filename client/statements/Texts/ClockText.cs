using System.Globalization;

namespace OrleansRisk.Statements.Texts;

/// <summary>Times as files write them.</summary>
internal static class ClockText
{
    private static readonly string[] Patterns =
    [
        "HH:mm:ss.FFFFFFF", "HH:mm:ss", "HH:mm", "H:mm:ss", "H:mm", "HHmmss", "HHmm", "HH.mm.ss", "HH.mm",
        "h:mm:ss tt", "h:mm tt", "h:mmtt", "hh:mm:sstt",
    ];

    /// <summary>A time of day; null if the text is none.</summary>
    public static TimeOnly? Read(string text) => TimeOnly.TryParseExact(text.Trim(), Patterns,
        CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>
    /// ISO 8601 as programs write it: a day, perhaps a time, perhaps an offset. The instant's offset stays null if
    /// the text has none.
    /// </summary>
    public static (DateOnly Day, Results.RowTime? At)? ReadIso(string text)
    {
        text = text.Trim();
        if (text.Length < 10 || !DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day))
        {
            return null;
        }

        if (text.Length == 10)
        {
            return (day, null);
        }

        var (rest, offset) = Offset(text[10..]);
        if (rest is null)
        {
            return null;
        }

        if (rest.Length == 0)
        {
            return (day, null); // XML's dates may have a zone: 2026-11-03+01:00
        }

        var time = rest[0] is 'T' or ' ' or 't' && rest.Length > 1 ? Read(Cut(rest[1..])) : null;
        return time is { } clock ? (day, new Results.RowTime(day.ToDateTime(clock), offset)) : null;
    }

    // More than seven digits of a second are none that a clock has.
    private static string Cut(string time) => time.Length > 16 && time[8] == '.' ? time[..16] : time;

    private static (string? Before, TimeSpan? Offset) Offset(string text)
    {
        if (text[^1] is 'Z' or 'z')
        {
            return (text[..^1], TimeSpan.Zero);
        }

        var at = text.LastIndexOfAny(['+', '-']);
        if (at < 0)
        {
            return (text, null);
        }

        var digits = text[(at + 1)..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length == 2)
        {
            digits += "00";
        }

        return digits.Length == 4 && TimeOnly.TryParseExact(digits, "HHmm", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var ahead) && ahead.Hour <= 14
            ? (text[..at], text[at] == '-' ? -ahead.ToTimeSpan() : ahead.ToTimeSpan()) : (null, null);
    }
}
