using System.Globalization;

namespace OrleansRisk.Api.Decisions;

/// <summary>Times as answers write them: UTC, with milliseconds.</summary>
internal static class DateText
{
    public static string OfInstant(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds)
        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <param name="day">Days since 1970-01-01.</param>
    public static string OfDay(int day) =>
        DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
