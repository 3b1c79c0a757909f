using System.Globalization;

namespace OrleansRisk.Events.Text;

/// <summary>Civil days as answers write them.</summary>
internal static class DateText
{
    /// <param name="day">Days since 1970-01-01.</param>
    public static string OfDay(int day) =>
        ToDate(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="day">Days since 1970-01-01.</param>
    public static DateOnly ToDate(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);

    /// <summary>Days since 1970-01-01.</summary>
    public static int ToDay(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
