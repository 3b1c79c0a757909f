using OrleansRisk.Tenants.InForce;
using Xunit;

namespace OrleansRisk.Tenants.Tests.InForce;

public sealed class CivilClockTests
{
    private const long Hour = 3_600_000;

    /// <summary>A day of 23 or 25 hours is a day like any other: buckets go by its number.</summary>
    [Theory]
    [InlineData("2026-03-29T00:00:00Z", 60, 23)] // the clocks of Berlin go forward at 01:00 UTC
    [InlineData("2026-10-25T00:00:00Z", 120, 25)]
    [InlineData("2026-06-01T00:00:00Z", 120, 24)]
    public void At_DayWhoseClocksChange_HasItsOwnHours(string midnightUtc, short offsetBefore, int hours)
    {
        var clock = CivilClock.Of("Europe/Berlin");
        var midnight = DateTimeOffset.Parse(midnightUtc, System.Globalization.CultureInfo.InvariantCulture)
            .ToUnixTimeMilliseconds() - (offsetBefore * 60_000L);
        var (day, offset) = clock.At(midnight, dayOnly: false);
        Assert.Equal(offsetBefore, offset);
        Assert.Equal(day - 1, clock.At(midnight - 1, dayOnly: false).Day);
        Assert.Equal(day, clock.At(midnight + (hours * Hour) - 1, dayOnly: false).Day);
        Assert.Equal(day + 1, clock.At(midnight + (hours * Hour), dayOnly: false).Day);
    }

    [Fact]
    public void At_OnlyTheDayKnown_NoZoneMovesIt()
    {
        var midnight = 20_500 * 24 * Hour;
        Assert.Equal(20_500, CivilClock.Of("America/Los_Angeles").At(midnight, dayOnly: true).Day);
        Assert.Equal(20_499, CivilClock.Of("America/Los_Angeles").At(midnight, dayOnly: false).Day);
    }
}
