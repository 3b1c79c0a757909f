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

    /// <summary>True or false; false unless stated.</summary>
    public static bool Flag(JsonElement json, string name, string place) =>
        json.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() : throw new MapException($"{place}.{name}", "must be true or false"));

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
            ? [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
                ? item.GetString()!
                : throw new MapException($"{place}.{name}", "must be text, or a list of texts"))]
            : [Required(json, name, place)];
    }

    /// <summary>
    /// The first place whose name or text holds half of a surrogate pair, which no string can; null if none does.
    /// </summary>
    public static string? BrokenText(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var place = "top";
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
            {
                continue;
            }

            try
            {
                var text = reader.GetString()!;
                place = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 ? text : place;
            }
            catch (InvalidOperationException)
            {
                return place;
            }
        }

        return null;
    }
}
