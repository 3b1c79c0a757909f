using System.Text;
using System.Text.Json;

namespace OrleansRisk.Maps;

/// <summary>How a file's text is written: UTF-8 unless the map states another. No byte is lost.</summary>
public sealed class MapEncoding
{
    private readonly Encoding _encoding;

    private MapEncoding(string name, Encoding encoding) => (Name, _encoding) = (name, encoding);

    /// <summary>As the map states it.</summary>
    public string Name { get; }

    /// <summary>
    /// The content as UTF-8; bytes that are no text in this encoding throw <see cref="DecoderFallbackException"/> where
    /// they are read.
    /// </summary>
    public Stream Utf8(Stream content) =>
        Encoding.CreateTranscodingStream(content, _encoding, new UTF8Encoding(false, true), leaveOpen: true);

    internal static MapEncoding Read(JsonElement json) => MapJson.Text(json, "encoding", "top") switch
    {
        null or "utf-8" => new MapEncoding("utf-8", new UTF8Encoding(false, throwOnInvalidBytes: true)),
        "utf-16" => new MapEncoding("utf-16", new UnicodeEncoding(false, true, throwOnInvalidBytes: true)),
        "windows-1252" => new MapEncoding("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(
            1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!),
        "latin-1" => new MapEncoding("latin-1", Encoding.Latin1),
        _ => throw new MapException("encoding", "is utf-8, utf-16, windows-1252 or latin-1"),
    };
}
