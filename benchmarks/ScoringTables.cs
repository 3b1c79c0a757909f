using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Benchmarks;

/// <summary>
/// Writes the measured tables of docs/concepts/measured.md from the figures that were kept, each with the commit it was
/// measured at: nobody types a figure there.
/// </summary>
internal static class ScoringTables
{
    private const string Page = "docs/concepts/measured.md";
    private const int WidthMax = 160;
    private static readonly string[] Sources = ["handbook", "draws", "rules", "berka"];

    public static Benchmark Benchmark { get; } = new(
        "tables", $"no measurement: writes the tables of {Page} from what was measured and kept", Run);

    private static async Task Run(Report _, BenchOptions options)
    {
        var text = await File.ReadAllTextAsync(Page);
        foreach (var source in Sources)
        {
            var kept = Path.Combine(options.Out, source + ".jsonl");
            if (!File.Exists(kept))
            {
                Console.WriteLine($"  {source}: nothing is kept; its table stays");
                continue;
            }

            var (begin, end) = ($"<!-- {source} -->\n", $"<!-- end {source} -->");
            var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            var to = text.IndexOf(end, StringComparison.Ordinal);
            text = string.Concat(text[..from], Table(await File.ReadAllLinesAsync(kept)), text[to..]);
            Console.WriteLine($"  {source}: written");
        }

        await File.WriteAllTextAsync(Page, text);
    }

    private static string Table(string[] lines)
    {
        var rows = lines.Select(static line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        var changed = rows[0].GetProperty("changed").GetBoolean() ? ", with changes" : "";
        var commit = rows[0].GetProperty("commit").GetString() + changed;
        return $"\nMeasured at {commit}.\n\n| figure | measured | aim | | note |\n|---|---:|---|---|---|\n"
            + string.Concat(rows.Select(Row)) + "\n";
    }

    // A note that would make the line too wide goes on in a row of its own.
    private static string Row(JsonElement row)
    {
        var begun = $"| {Cell(row, "what")} | {Number(row)} | {Cell(row, "aim")} | {Cell(row, "verdict")} | ";
        var note = Cell(row, "note");
        return begun.Length + note.Length + 2 <= WidthMax
            ? $"{begun}{note} |\n"
            : $"{begun}{note.Replace("; ", " |\n| | | | | ", StringComparison.Ordinal)} |\n";
    }

    private static string Number(JsonElement row) =>
        row.GetProperty("value").GetDouble().ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Cell(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";
}
