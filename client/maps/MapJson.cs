using System.Text.Json;

namespace OrleansRisk.Maps;

/// <summary>Reads the JSON of a map file, strictly: a slip in a name must not go unnoticed.</summary>
internal static class MapJson
{
    public static JsonElement Object(JsonElement json, string place, params ReadOnlySpan<string> known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new MapException(place, "must be an object");
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new MapException(place, $"'{property.Name}' is not known; known are {string.Join(", ", known)}");
            }
        }

        return json;
    }

    public static string? Text(JsonElement json, string name, string place)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new MapException($"{place}.{name}", "must be text");
    }

    public static string Required(JsonElement json, string name, string place) =>
        Text(json, name, place) ?? throw new MapException(place, $"'{name}' is missing");

    /// <summary>One text or a list of them.</summary>
    public static string[] Texts(JsonElement json, string name, string place)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")]
            : [Required(json, name, place)];
    }
}
