using System.Text.Json;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps;

/// <summary>What a map's files hold.</summary>
public enum RowsIn
{
    /// <summary>CSV whose first line names the columns.</summary>
    Csv,

    /// <summary>One JSON document with many rows in it.</summary>
    Json,

    /// <summary>JSON documents one a line, each one row; also a message of a queue.</summary>
    Ndjson,
}

/// <summary>
/// A map as it stands in its file: <c>{"version": 1, "about", "format", "encoding", "separator", "skip", "preamble",
/// "rows", "fields": {…}, "amount": {…}}</c>. It says where each field of a transaction is found; a slip in a name is
/// an error, never an empty field. Before the line that names the columns <c>"skip"</c> leaves out so many lines, and
/// <c>"preamble": true</c> as many as there are; a file's own first line <c>sep=;</c> comes before
/// <c>"separator"</c>. <c>"encoding"</c> is <c>utf-8</c>, <c>utf-16</c>, <c>windows-1252</c> or <c>latin-1</c>; unless
/// stated, one of the first three is found by the file's bytes. <c>"rows"</c> is a path, or a list of
/// <c>{"path", "status"}</c>.
/// </summary>
public sealed class MapFile
{
    /// <summary>The one version of map files there is.</summary>
    public const int Version = 1;

    private readonly JsonElement _json;
    private readonly IReadOnlyList<RowSet> _rows;

    private MapFile(JsonElement json)
    {
        MapJson.Object(json, "top", "version", "about", "format", "encoding", "separator", "skip", "preamble", "rows",
            "fields", "amount");
        if (json.TryGetProperty("version", out var version)
            && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var stated) && stated == Version))
        {
            throw new MapException("version", $"is not {Version}");
        }

        _json = json;
        _rows = RowSet.Read(json);
        Encoding = MapEncoding.Read(json);
        Skip = Lines(json);
        HasPreamble = MapJson.Flag(json, "preamble", "top");
        About = MapJson.Text(json, "about", "top") ?? "";
        Format = MapJson.Text(json, "format", "top") switch
        {
            null or "csv" => RowsIn.Csv,
            "json" => RowsIn.Json,
            "ndjson" => RowsIn.Ndjson,
            _ => throw new MapException("format", "is csv, json or ndjson"),
        };
        Separator = MapJson.Text(json, "separator", "top") switch
        {
            null => ',',
            [var letter] => letter,
            _ => throw new MapException("separator", "must be one character"),
        };
        if (Format != RowsIn.Csv && (Skip > 0 || HasPreamble))
        {
            throw new MapException("format", "only CSV has lines before its columns");
        }

        if (_rows.Count == 0 == (Format == RowsIn.Json))
        {
            throw new MapException("rows", "the path to the rows goes with the format json, and only there");
        }
    }

    /// <summary>What the map is for, in its author's words.</summary>
    public string About { get; }

    /// <summary>What it reads.</summary>
    public RowsIn Format { get; }

    /// <summary>How the file's text is written.</summary>
    public MapEncoding Encoding { get; }

    /// <summary>Lines before the line that names the columns of a CSV file.</summary>
    public int Skip { get; }

    /// <summary>Whether the line that names the columns is looked for.</summary>
    public bool HasPreamble { get; }

    /// <summary>Between two cells of a CSV file.</summary>
    public char Separator { get; }

    /// <summary>Reads and checks a map; throws <see cref="MapException"/>, which names the place.</summary>
    public static MapFile Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > Limits.MapBytesMax)
        {
            throw new MapException("top", $"is larger than {Limits.MapBytesMax} bytes");
        }

        try
        {
            using var json = JsonDocument.Parse(utf8);
            if (MapJson.BrokenText(utf8.Span) is { } broken)
            {
                throw new MapException(broken, "holds half of a surrogate pair");
            }

            var map = new MapFile(json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone()
                : throw new MapException("top", "must be an object"));
            TransactionMap.Bind(map._json, new AnyColumns());
            return map;
        }
        catch (JsonException wrong)
        {
            throw new MapException("top", $"is not valid JSON at line {wrong.LineNumber + 1}");
        }
    }

    /// <summary>Whether these are the columns that the map reads.</summary>
    public bool IsHeader(IReadOnlyList<string> names)
    {
        try
        {
            Bind(new Header(names));
            return true;
        }
        catch (MapException)
        {
            return false;
        }
    }

    private static int Lines(JsonElement json) => !json.TryGetProperty("skip", out var stated) ? 0
        : stated.ValueKind == JsonValueKind.Number && stated.TryGetInt32(out var lines)
            && lines is >= 0 and <= Limits.LinesSkippedMax ? lines
        : throw new MapException("skip", $"is a number of lines, 0 to {Limits.LinesSkippedMax}");

    /// <summary>Binds to the columns of a CSV file.</summary>
    public TransactionMap Bind(Header header) => TransactionMap.Bind(_json, header);

    /// <summary>Binds to JSON; <paramref name="paths"/> gives the rows of a document.</summary>
    public TransactionMap Bind(out JsonPaths paths)
    {
        paths = new JsonPaths(_rows);
        return TransactionMap.Bind(_json, paths);
    }

    /// <summary>Has every column: what a map is checked against before there is a file.</summary>
    private sealed class AnyColumns : Columns
    {
        private int _next;

        private protected override IReadOnlyList<string> Names => [];

        private protected override int Place(string column, string place) => _next++;
    }
}
