using System.Globalization;
using System.Text.Json;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// A moment: <c>{"column": …, "pattern": "dd/MM/yyyy HH:mm", "zone": "Asia/Kuala_Lumpur"}</c>. Without a pattern the
/// column holds RFC 3339 with an offset. A pattern without an offset needs a zone.
/// </summary>
internal sealed class TimeField(int column, string name, string[] patterns, TimeZoneInfo? zone)
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static TimeField Read(JsonElement json, Columns columns, string place)
    {
        MapJson.Object(json, place, "column", "pattern", "zone");
        var name = MapJson.Required(json, "column", place);
        var patterns = MapJson.Texts(json, "pattern", place);
        if (patterns.Length > Limits.PatternsMax)
        {
            throw new MapException(place, $"at most {Limits.PatternsMax} patterns");
        }

        var zone = MapJson.Text(json, "zone", place);
        if (zone is null && patterns.Any(p => !p.Contains('z', StringComparison.Ordinal)
            && !p.Contains('K', StringComparison.Ordinal)))
        {
            throw new MapException(place, "a pattern without an offset (zzz or K) needs a 'zone'");
        }

        return new TimeField(columns.Find(name, place), name, patterns.Length == 0 ? Rfc3339 : patterns,
            Zone(zone, place));
    }

    public DateTimeOffset? Of(Row row)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (zone is null)
        {
            return DateTimeOffset.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var at)
                ? at
                : throw new RowException(name, "is not a time of this pattern");
        }

        return DateTime.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local))
            : throw new RowException(name, "is not a time of this pattern");
    }

    private static TimeZoneInfo? Zone(string? name, string place)
    {
        try
        {
            return name is null ? null : TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new MapException(place, $"'{name}' is no IANA time zone");
        }
    }
}
