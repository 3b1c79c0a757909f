using System.Globalization;
using System.Text.Json;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// A moment: <c>{"column": …, "pattern": "dd/MM/yyyy HH:mm", "zone": "Asia/Kuala_Lumpur"}</c>. Without a pattern the
/// column holds RFC 3339 with an offset. A pattern without an offset needs a zone. Times that never were, because
/// clocks went forward, are refused; of those that came twice the first is meant, unless the row before was later.
/// Seconds or milliseconds since 1970: <c>{"column": …, "epoch": "seconds"}</c>.
/// </summary>
internal sealed class TimeField(int column, string name, string[] patterns, TimeZoneInfo? zone, long epoch)
{
    /// <summary>Of the years 1 and 9999.</summary>
    private const long FirstMillisecond = -62_135_596_800_000, LastMillisecond = 253_402_300_799_999;

    private DateTimeOffset _last = DateTimeOffset.MinValue;

    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static TimeField Read(JsonElement json, Columns columns, string place)
    {
        MapJson.Object(json, place, "column", "pattern", "zone", "epoch");
        var name = MapJson.Required(json, "column", place);
        var epoch = MapJson.Text(json, "epoch", place) switch
        {
            null => 0,
            "seconds" => 1_000,
            "milliseconds" => 1,
            _ => throw new MapException($"{place}.epoch", "is 'seconds' or 'milliseconds'"),
        };
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
            Zone(zone, place), epoch);
    }

    public DateTimeOffset? Of(Row row)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (epoch > 0)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
                && since >= FirstMillisecond / epoch && since <= LastMillisecond / epoch
                ? DateTimeOffset.FromUnixTimeMilliseconds(since * epoch)
                : throw new RowException(name, "is not a count since 1970");
        }

        if (zone is null)
        {
            return DateTimeOffset.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var at)
                ? at
                : throw new RowException(name, "is not a time of this pattern");
        }

        return DateTime.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? Local(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone)
            : throw new RowException(name, "is not a time of this pattern");
    }

    private DateTimeOffset Local(DateTime local, TimeZoneInfo there)
    {
        if (there.IsInvalidTime(local))
        {
            throw new RowException(name, "is a time that never was: clocks went forward over it");
        }

        var at = new DateTimeOffset(local, there.GetUtcOffset(local));
        if (there.IsAmbiguousTime(local))
        {
            // Files are in order of time: a time that lies before the row above it is the second of the two.
            var offsets = there.GetAmbiguousTimeOffsets(local);
            at = new DateTimeOffset(local, offsets.Max());
            at = at < _last ? new DateTimeOffset(local, offsets.Min()) : at;
        }

        _last = at;
        return at;
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
