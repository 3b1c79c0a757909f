using System.Globalization;
using System.Text.Json;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// A field of text: <c>"column"</c>, <c>{"constant": …}</c>, <c>{"column": …, "values": {from: to}, "longest": n}</c>,
/// or, joined, <c>{"columns": [a, b], "between": "-"}</c>, or the first that is not blank, <c>{"first": [a, b]}</c>.
/// A value that <c>values</c> does not name stays as it is; lines become one, and a text is cut between characters.
/// </summary>
internal sealed class TextField(
    IReadOnlyList<int> columns, string? constant, string? between, int longest)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public static TextField Read(JsonElement json, Columns columns, string place)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return new TextField([columns.Find(json.GetString()!, place)], null, "", int.MaxValue);
        }

        MapJson.Object(json, place, "column", "columns", "first", "between", "constant", "values", "longest");
        var longest = Longest(json, place);
        if (MapJson.Text(json, "constant", place) is { } constant)
        {
            return new TextField([], constant, "", longest);
        }

        var between = json.TryGetProperty("first", out _) ? null : MapJson.Text(json, "between", place) ?? "-";
        var field = new TextField(Joined(json, columns, place), null, between, longest);
        if (json.TryGetProperty("values", out var listed))
        {
            if (listed.ValueKind != JsonValueKind.Object)
            {
                throw new MapException($"{place}.values", "must be an object");
            }

            foreach (var pair in listed.EnumerateObject())
            {
                field._values[pair.Name] = pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()!
                    : throw new MapException($"{place}.values", "must name a text for each value");
            }
        }

        return field;
    }

    public string? Of(Row row)
    {
        var text = constant ?? Cells(row);
        if (text is null)
        {
            return null;
        }

        text = OneLine(_values.GetValueOrDefault(text, text));
        return text.Length == 0 ? null : Cut(text, longest);
    }

    private static string OneLine(string text) => text.AsSpan().ContainsAny('\r', '\n', '\t')
        ? string.Join(' ', text.Split((char[])['\r', '\n', '\t'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : text;

    // What a person counts as one character counts as one, and is not cut in two.
    private static string Cut(string text, int longest)
    {
        var (end, characters) = (0, 0);
        while (text.Length > longest && end < text.Length && characters < longest)
        {
            end += StringInfo.GetNextTextElementLength(text, end);
            characters++;
        }

        return end == 0 ? text : text[..end];
    }

    private static int Longest(JsonElement json, string place) =>
        !json.TryGetProperty("longest", out var stated) ? int.MaxValue
            : stated.ValueKind == JsonValueKind.Number && stated.TryGetInt32(out var letters) && letters > 0 ? letters
            : throw new MapException($"{place}.longest", "must be a whole number of characters, 1 or more");

    private static List<int> Joined(JsonElement json, Columns columns, string place)
    {
        var names = json.TryGetProperty("first", out _) ? MapJson.Texts(json, "first", place)
            : json.TryGetProperty("columns", out _) ? MapJson.Texts(json, "columns", place)
            : [MapJson.Required(json, "column", place)];
        return names.Length is > 0 and <= Limits.ColumnsJoinedMax
            ? [.. names.Select(name => columns.Find(name, place))]
            : throw new MapException(place, $"joins 1 to {Limits.ColumnsJoinedMax} columns");
    }

    /// <summary>Absent where all of its cells are.</summary>
    private string? Cells(Row row)
    {
        if (columns.Count == 1)
        {
            return row[columns[0]];
        }

        var cells = columns.Select(column => row[column]).OfType<string>().ToList();
        return cells.Count == 0 ? null : between is null ? cells[0] : string.Join(between, cells);
    }
}
