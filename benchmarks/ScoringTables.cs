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
    private static readonly string[] Sources = ["handbook", "draws", "rules", "berka", "worlds"];

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
            var table = source == "worlds"
                ? Table(await File.ReadAllLinesAsync(kept), await File.ReadAllLinesAsync(Before(options)))
                : Table(await File.ReadAllLinesAsync(kept));
            text = string.Concat(text[..from], table, text[to..]);
            Console.WriteLine($"  {source}: written");
        }

        await File.WriteAllTextAsync(Page, text);
    }

    /// <summary>What scoring version 3 showed, before the fourth was begun.</summary>
    private static string Before(BenchOptions options) => Path.Combine(options.Out, "worlds-3.jsonl");

    private static string Table(string[] lines, string[] before)
    {
        var then = before.Select(static line => JsonSerializer.Deserialize<JsonElement>(line)).ToDictionary(
            static row => Cell(row, "what"), Number, StringComparer.Ordinal);
        var rows = lines.Select(static line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        var changed = rows[0].GetProperty("changed").GetBoolean() ? ", with changes" : "";
        return $"\nMeasured at {Cell(rows[0], "commit")}{changed}.\n\n"
            + "| figure | version 3 | version 4 | aim | | note |\n|---|---:|---:|---|---|---|\n"
            + string.Concat(rows.Select(row => Row(
                $"| {Cell(row, "what")} | {then.GetValueOrDefault(Cell(row, "what"), "")} | {Number(row)} "
                + $"| {Cell(row, "aim")} | {Cell(row, "verdict")} | ",
                Cell(row, "note"), "| | | | | | "))) + "\n";
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
    private static string Row(JsonElement row) => Row(
        $"| {Cell(row, "what")} | {Number(row)} | {Cell(row, "aim")} | {Cell(row, "verdict")} | ", Cell(row, "note"),
        "| | | | | ");

    private static string Row(string begun, string note, string empty) => begun.Length + note.Length + 2 <= WidthMax
        ? $"{begun}{note} |\n"
        : $"{begun}{note.Replace("; ", $" |\n{empty}", StringComparison.Ordinal)} |\n";

    private static string Number(JsonElement row) =>
        row.GetProperty("value").GetDouble().ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Cell(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";
}
