using System.Globalization;

namespace OrleansRisk.Samples.Officers.People;

/// <summary>
/// One row of a script: when, from when to when (if not always), how much, the kind of money, the party.
/// <code>
/// m28&lt; 2025-01..2025-06 +2140.55 salary NORTHGATE ENGINEERING
/// x3 -10..50r10 gambling BET365 / SKY BET
/// 2025-03-04,2025-05-09 -240 shopping KWIK FIT
/// </code>
/// When: <c>m5</c> monthly on the 5th (<c>&lt;</c> before, <c>&gt;</c> after a weekend; <c>mL</c> the last day;
/// <c>/3</c> every third month), <c>w5</c>, <c>2w5</c>, <c>4w5</c> on Fridays, <c>x3</c> about three times a month.
/// How much: a number or a range, <c>r10</c> in tens; <c>-over900</c> what stands above 900, <c>+upto300</c> what
/// lacks to 300, <c>-od39.9</c> interest on overdrawn days. Marks at the end: <c>!return 2025-03</c> goes back
/// that month, <c>!skip 2025-04</c> is not made.
/// </summary>
internal sealed record ScriptRow
{
    public required When When { get; init; }

    /// <summary>First day on which it may fall.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day on which it may fall.</summary>
    public required DateOnly To { get; init; }

    public required Amount Amount { get; init; }

    public required string Category { get; init; }

    /// <summary>Parties to choose from; empty for the country's shops of the category.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Months in which the payment goes back unpaid.</summary>
    public IReadOnlyList<string> Returned { get; init; } = [];

    /// <summary>Months in which it is not made.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    public static ScriptRow Read(string text, DateOnly from, DateOnly to)
    {
        var marks = text.Split(" !");
        var words = marks[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var when = When.Read(words[0]);
        if (words[1].Contains("..", StringComparison.Ordinal) && words[1].StartsWith("20", StringComparison.Ordinal))
        {
            var span = words[1].Split("..");
            from = span[0].Length == 0 ? from : Later(from, FirstDay(span[0]));
            to = span[1].Length == 0 ? to : Earlier(to, LastDay(span[1]));
            words.RemoveAt(1);
        }
        else if (words[1].StartsWith("..20", StringComparison.Ordinal))
        {
            to = Earlier(to, LastDay(words[1][2..]));
            words.RemoveAt(1);
        }

        return new ScriptRow
        {
            When = when,
            From = from,
            To = to,
            Amount = Amount.Read(words[1]),
            Category = words[2],
            Parties = Split(string.Join(' ', words.Skip(3)), " / "),
            Returned = Months(marks, "return "),
            Skipped = Months(marks, "skip "),
        };
    }

    /// <summary><c>groceries 9x18..75</c> of a script's everyday spending.</summary>
    public static ScriptRow ReadLiving(string text, DateOnly from, DateOnly to)
    {
        var words = text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var times = words[1].Split('x', 2);
        return Read($"x{times[0]} -{times[1]} {words[0]}", from, to);
    }

    private static string[] Split(string text, string by) =>
        text.Split(by, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] Months(string[] marks, string mark) =>
        marks.Skip(1).Where(m => m.StartsWith(mark, StringComparison.Ordinal))
            .SelectMany(m => m[mark.Length..].Split(',', StringSplitOptions.TrimEntries)).ToArray();

    private static DateOnly FirstDay(string text) =>
        DateOnly.Parse(text.Length == 7 ? text + "-01" : text, CultureInfo.InvariantCulture);

    private static DateOnly LastDay(string text) =>
        text.Length == 7 ? FirstDay(text).AddMonths(1).AddDays(-1) : FirstDay(text);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
