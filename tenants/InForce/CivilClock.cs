using System.Collections.Concurrent;
using NodaTime;

namespace OrleansRisk.Tenants.InForce;

/// <summary>Civil days of one IANA zone.</summary>
public sealed class CivilClock
{
    private const long MillisecondsADay = 86_400_000;

    private static readonly ConcurrentDictionary<string, CivilClock> Clocks = new(StringComparer.Ordinal);

    private readonly DateTimeZone _zone;

    private CivilClock(DateTimeZone zone) => _zone = zone;

    /// <summary>The name in the time zone database; one string for all accounts of the zone.</summary>
    public string Name => _zone.Id;

    /// <summary>Throws where the time zone database has no such zone.</summary>
    public static CivilClock Of(string zone) => Clocks.TryGetValue(zone, out var clock) ? clock : Load(zone);

    public static bool Knows(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary>
    /// Civil day and offset of a moment. Where only the day is known, the moment is midnight UTC of that very day, and
    /// no zone moves it.
    /// </summary>
    public (int Day, short OffsetMinutes) At(long unixMilliseconds, bool dayOnly)
    {
        var offset = _zone.GetUtcOffset(Instant.FromUnixTimeMilliseconds(unixMilliseconds)).Milliseconds;
        var local = dayOnly ? unixMilliseconds : unixMilliseconds + offset;
        return ((int)FloorDivide(local, MillisecondsADay), (short)FloorDivide(offset, 60_000));
    }

    private static CivilClock Load(string zone)
    {
        var found = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
            ?? throw new ArgumentException($"no such time zone: {zone}", nameof(zone));

        // Only names of the database get here, so the table is as small as the database.
        return Clocks.GetOrAdd(found.Id, _ => new CivilClock(found));
    }

    private static long FloorDivide(long value, long unit)
    {
        var quotient = Math.DivRem(value, unit, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
