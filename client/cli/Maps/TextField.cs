using System.Text.Json;

namespace OrleansRisk.Cli.Maps;

/// <summary>
/// A field of text: <c>"column"</c>, <c>{"constant": …}</c>, or <c>{"column": …, "values": {from: to}, "longest":
/// n}</c>.
/// A value that <c>values</c> does not name stays as it is.
/// </summary>
internal sealed class TextField(int column, string? constant, Dictionary<string, string> values, int longest)
{
    public static TextField Read(JsonElement json, Header header, string place)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return new TextField(header.Find(json.GetString()!, place), null, [], int.MaxValue);
        }

        MapJson.Object(json, place, "column", "constant", "values", "longest");
        var longest = json.TryGetProperty("longest", out var most) && most.TryGetInt32(out var letters) ? letters
            : int.MaxValue;
        if (MapJson.Text(json, "constant", place) is { } constant)
        {
            return new TextField(-1, constant, [], longest);
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (json.TryGetProperty("values", out var listed))
        {
            foreach (var pair in listed.EnumerateObject())
            {
                values[pair.Name] = pair.Value.GetString() ?? "";
            }
        }

        return new TextField(header.Find(MapJson.Required(json, "column", place), place), null, values, longest);
    }

    public string? Of(Row row)
    {
        var text = constant ?? row[column];
        if (text is null)
        {
            return null;
        }

        text = values.GetValueOrDefault(text, text);
        return text.Length > longest ? text[..longest] : text;
    }
}
