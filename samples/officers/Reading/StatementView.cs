using System.Globalization;
using System.Text;
using OrleansRisk.Samples.Officers.Writing;

namespace OrleansRisk.Samples.Officers.Reading;

/// <summary>
/// A history as an officer reads it: the statement month by month, and what one would tally by hand. No judgement, no
/// category, no word of the script.
/// </summary>
internal static class StatementView
{
    public static string Print(History history)
    {
        var text = "";
        foreach (var closeness in Closeness.All)
        {
            text = Print(history, closeness);
            if (text.Count(c => c == '\n') <= Limits.ViewLinesMax)
            {
                break;
            }
        }

        return text;
    }

    private static string Print(History history, Closeness closeness)
    {
        var script = history.Script;
        var text = new StringBuilder();
        Line(text, $"{script.Id}  {script.Country}  {script.From:yyyy-MM-dd} to {script.To:yyyy-MM-dd}");
        Line(text, $"Whole {history.Country.Currency}; the balance is the day's last.");
        Line(text, $"Opening balance {Money(Opening(history))}, arranged overdraft {script.Overdraft:0}.");
        Line(text, $"[n] are n small card payments within a {Word(closeness.Cards)}; n x are n of one party.");
        var months = history.Rows.GroupBy(r => (r.Day.Year, r.Day.Month)).ToList();
        foreach (var month in months)
        {
            Line(text, $"");
            Line(text, $"{month.Key.Year}-{month.Key.Month:D2}{"",-Limits.ViewTextMax}{"out",9}{"in",9}{"balance",9}");
            var lines = Gathering.Of([.. month], history.Country, closeness).ToList();
            for (var i = 0; i < lines.Count; i++)
            {
                var day = lines[i].Rows[^1].Day;
                Add(text, lines[i], last: i + 1 == lines.Count || lines[i + 1].Rows[^1].Day != day);
            }
        }

        Tally(text, history, months.Select(m => m.ToList()));
        return text.ToString();
    }

    private static void Add(StringBuilder text, Gathered line, bool last)
    {
        var (row, sum) = (line.Rows[^1], line.Rows.Sum(r => r.Minor));
        var name = line switch
        {
            { Cards: true, Rows.Count: > 1 } => $"[{line.Rows.Count}] cards, {Range(line.Rows)}",
            { Rows.Count: > 1 } => $"{line.Rows.Count} x {row.Party}, {Range(line.Rows)}",
            _ => row.Text,
        };
        name = name.Length > Limits.ViewTextMax ? name[..Limits.ViewTextMax] : name;
        var (paid, received) = sum < 0 ? (Money(-sum), "") : ("", Money(sum));
        var balance = last ? Money(row.Balance) : "";
        Line(text, $"{row.Day:dd ddd} {name,-Limits.ViewTextMax}{paid,9}{received,9}{balance,9}");
    }

    private static string Range(IReadOnlyList<Row> rows)
    {
        var (low, high) = (rows.Min(r => Math.Abs(r.Minor)), rows.Max(r => Math.Abs(r.Minor)));
        return Money(low) == Money(high) ? $"{Money(low)} each" : $"{Money(low)} to {Money(high)}";
    }

    /// <summary>Totals, and the lowest and last balance at the end of a day.</summary>
    private static void Tally(StringBuilder text, History history, IEnumerable<List<Row>> months)
    {
        Line(text, $"");
        Line(text, $"{"month",-8}{"in",9}{"out",9}{"lowest at a day's end",23}{"days below 0",14}{"last",9}");
        var before = Opening(history);
        foreach (var month in months)
        {
            var first = new DateOnly(month[0].Day.Year, month[0].Day.Month, 1);
            var end = first.AddMonths(1).AddDays(-1);
            var nights = Nights(month, before, Later(first, history.Script.From), Earlier(end, history.Script.To));
            var received = Money(month.Where(r => r.Minor > 0).Sum(r => r.Minor));
            var paid = Money(-month.Where(r => r.Minor < 0).Sum(r => r.Minor));
            var (lowest, below) = (Money(nights.Min()), nights.Count(n => n < 0));
            before = month[^1].Balance;
            Line(text, $"{first:yyyy-MM} {received,9}{paid,9}{lowest,23}{below,14}{Money(before),9}");
        }
    }

    private static List<long> Nights(List<Row> month, long before, DateOnly first, DateOnly end)
    {
        var last = month.GroupBy(r => r.Day).ToDictionary(g => g.Key, g => g.Last().Balance);
        var nights = new List<long>();
        for (var day = first; day <= end; day = day.AddDays(1))
        {
            before = last.GetValueOrDefault(day, before);
            nights.Add(before);
        }

        return nights;
    }

    private static long Opening(History history) => (long)(history.Script.Opening * 100);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static string Word(Stretch stretch) => stretch switch
    {
        Stretch.Week => "week",
        Stretch.Half => "half-month",
        _ => "month",
    };

    /// <summary>Whole units: what a reader adds up in his head.</summary>
    private static string Money(long minor) =>
        Math.Round(minor / 100m, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
