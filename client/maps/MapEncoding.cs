using System.Text.Json;

namespace OrleansRisk.Maps;

/// <summary>How a file's text is written: as the map states it, else as the file shows it.</summary>
public sealed class MapEncoding
{
    internal const string Utf8Name = "utf-8", Utf16 = "utf-16", Windows1252 = "windows-1252", Latin1 = "latin-1";

    private MapEncoding(string? stated) => Stated = stated;

    /// <summary>As the map states it; null if it is found.</summary>
    public string? Stated { get; }

    /// <summary>The content as UTF-8.</summary>
    public MapTextStream Utf8(Stream content) => new(content, Stated);

    internal static MapEncoding Read(JsonElement json) => MapJson.Text(json, "encoding", "top") switch
    {
        null => new MapEncoding(null),
        Utf8Name or Utf16 or Windows1252 or Latin1 => new MapEncoding(json.GetProperty("encoding").GetString()),
        _ => throw new MapException("encoding", "is utf-8, utf-16, windows-1252 or latin-1"),
    };
}
