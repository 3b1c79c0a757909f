using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Maps.Cells;

/// <summary>
/// The cells of JSON rows: a column is a path within the row, or, beginning with <c>$</c>, within the whole document,
/// where each <c>[*]</c> means the row's own element – so a row can read the account that it lies in.
/// </summary>
public sealed class JsonPaths : Columns
{
    private readonly List<(string Text, JsonPath Path)> _paths = [];
    private readonly List<(JsonPath Path, string? Status)> _rows;

    /// <param name="rows">Paths to the rows of a document; none where each document is one row.</param>
    internal JsonPaths(IReadOnlyList<RowSet> rows) =>
        _rows = [.. rows.Select(static set => (JsonPath.Parse(set.Path, "rows"), set.Status))];

    /// <summary>The rows of a document, set by set, each in its order.</summary>
    public IEnumerable<Row> Rows(JsonElement document) => _rows.Count == 0 ? [Cells(document, document, [], null)]
        : _rows.SelectMany(set => set.Path.All(document)
            .Select(row => Cells(document, row.Found, row.Stars, set.Status)));

    /// <summary>What the document has where its rows were looked for: names alone, no value.</summary>
    public string WhyNone(JsonElement document) => string.Join(" ", _rows.Select(set => set.Path.Stops(document)));

    private protected override IReadOnlyList<string> Names => [.. _paths.Select(path => path.Text)];

    private protected override int Place(string column, string place)
    {
        var known = _paths.FindIndex(path => path.Text == column);
        if (known < 0)
        {
            known = _paths.Count;
            _paths.Add((column, JsonPath.Parse(column, place)));
        }

        return known;
    }

    private Row Cells(JsonElement document, JsonElement row, IReadOnlyList<int> stars, string? status)
    {
        var cells = new string?[_paths.Count];
        (int Column, string Name)? broken = null;
        for (var column = 0; column < cells.Length; column++)
        {
            var (text, path) = _paths[column];
            if (!TryText(path.One(path.Absolute ? document : row, stars), out cells[column]))
            {
                broken ??= (column, text);
            }
        }

        return new Row(cells) { Status = status, Broken = broken };
    }

    /// <summary>
    /// Numbers as they are written, so that no amount goes through a floating-point number; those with an exponent
    /// without it. False for half of a surrogate pair.
    /// </summary>
    private static bool TryText(JsonElement? value, out string? text)
    {
        text = null;
        try
        {
            text = value?.ValueKind switch
            {
                JsonValueKind.String => value.Value.GetString(),
                JsonValueKind.Number => Plain(value.Value.GetRawText()),
                JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
                _ => null,
            };
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Plain(string number) => number.AsSpan().ContainsAny('e', 'E')
        && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString(CultureInfo.InvariantCulture) : number;
}
