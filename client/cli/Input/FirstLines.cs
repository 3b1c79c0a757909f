using System.Text;
using System.Text.Json;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Cli.Input;

/// <summary>
/// Judges by its beginning whether an input is NDJSON, before any of it is sent. Only the shape is described: what
/// stands in the file may be personal.
/// </summary>
internal static class FirstLines
{
    /// <summary>
    /// What the input seems to be, and what to do; null if it is NDJSON, empty, or not to be known yet.
    /// </summary>
    /// <param name="head">The beginning.</param>
    /// <param name="whole">Nothing follows.</param>
    public static string? Fault(ReadOnlySpan<byte> head, bool whole)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (Binary(head) is { } binary)
        {
            return binary;
        }

        var lines = Lines(head, whole);
        if (lines.Count == 0)
        {
            // Not one line is complete. What begins like an object may be one that is long, or slow to come.
            var begun = head.TrimStart(" \t\r\n"u8);
            return begun.IsEmpty || begun[0] == (byte)'{' ? null : Text([Encoding.UTF8.GetString(begun)]);
        }

        return lines.Any(IsObject) ? null : Text(lines);
    }

    private static string? Binary(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive or an Excel workbook: save it as CSV and give --map",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] =>
            "a PDF: `risk load` reads statements with text without a map",
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "Parquet: write it as CSV or NDJSON",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "text in UTF-16: save it as UTF-8",
        _ when head.Contains((byte)0) => "a binary file: write it as NDJSON, or as CSV and give --map",
        _ => null,
    };

    private static List<string> Lines(ReadOnlySpan<byte> head, bool whole)
    {
        var lines = new List<string>();
        while (!head.IsEmpty && lines.Count < Limits.FirstLines)
        {
            var feed = head.IndexOf((byte)'\n');
            if (feed < 0 && !whole)
            {
                break; // it goes on behind what was read
            }

            var line = Encoding.UTF8.GetString(head[..(feed < 0 ? head.Length : feed)]).Trim();
            head = head[(feed < 0 ? head.Length : feed + 1)..];
            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(List<string> lines) => lines[0][0] switch
    {
        ':' or '{' when lines.Any(static line => line.StartsWith(":20:", StringComparison.Ordinal)) =>
            "a SWIFT statement (MT940): `risk load` reads it without a map",
        '[' => "one JSON array: give --map with a map of the format json, or write each row on a line of its own, "
            + "as `jq -c '.[]'` does",
        '{' => "JSON objects over several lines, or broken ones: write each on a line of its own, as `jq -c .` does",
        '<' when lines.Any(static line => line.Contains("camt.05", StringComparison.Ordinal)) =>
            "an ISO 20022 statement (camt): `risk load` reads it without a map",
        '<' => "XML or HTML: `risk load` reads statements of banks; else write it as CSV and give --map",
        _ => Csv(lines) ?? "no JSON",
    };

    private static string? Csv(List<string> lines)
    {
        var separator = ",;\t|".MaxBy(letter => lines[0].Count(each => each == letter));
        var columns = lines[0].Count(each => each == separator) + 1;
        if (columns == 1)
        {
            return null;
        }

        string[] header = [.. lines[0].Split(separator).Select(cell => cell.Trim('"'))];
        var fitting = ShippedMaps.Names.Where(name => Fits(name, separator, header)).ToList();
        return $"CSV with {columns} columns: give --map, which says how they become fields; " + (fitting.Count > 0
            ? $"--map {fitting[0]} reads them"
            : $"a file, a name on the server, or one of {string.Join(", ", ShippedMaps.Names)}");
    }

    private static bool Fits(string name, char separator, string[] header)
    {
        try
        {
            var map = MapFile.Parse(ShippedMaps.Find(name));
            return map.Format == RowsIn.Csv && map.Separator == separator && map.Bind(new Header(header)) is not null;
        }
        catch (MapException)
        {
            return false; // it has not every column that this map reads
        }
    }
}
