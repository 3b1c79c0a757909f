using System.Text.Json;

namespace OrleansRisk.Maps.Cells;

/// <summary>
/// Rows of a JSON document: a path, and the status of all of them where the document keeps rows apart by it
/// (<c>[{"path": "$.booked[*]", "status": "booked"}, …]</c>).
/// </summary>
internal sealed record RowSet(string Path, string? Status)
{
    public static IReadOnlyList<RowSet> Read(JsonElement json)
    {
        if (!json.TryGetProperty("rows", out var rows))
        {
            return [];
        }

        if (rows.ValueKind != JsonValueKind.Array)
        {
            return [new RowSet(MapJson.Text(json, "rows", "top")!, null)];
        }

        var sets = rows.EnumerateArray().Select(static (each, at) => Read(each, $"rows[{at}]")).ToList();
        return sets.Count is > 0 and <= Limits.RowSetsMax ? sets
            : throw new MapException("rows", $"names 1 to {Limits.RowSetsMax} paths");
    }

    private static RowSet Read(JsonElement each, string place)
    {
        MapJson.Object(each, "rows", "path", "status");
        return new RowSet(MapJson.Required(each, "path", place), MapJson.Text(each, "status", place));
    }
}
