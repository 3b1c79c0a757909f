namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>
/// Working days of a country's banks, and its clock: written out, so that no machine's tables matter.
/// </summary>
/// <param name="offsetHours">Hours ahead of UTC in winter.</param>
/// <param name="summer">Whether the clock is an hour ahead from the last Sunday of March to that of October.</param>
internal sealed class BankCalendar(IEnumerable<string> holidays, int offsetHours, bool summer)
{
    private readonly HashSet<string> _holidays = [.. holidays];

    public bool IsWorking(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !_holidays.Contains(day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The day itself, or the working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorking(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>The day itself, or the working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorking(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    public DateOnly LastWorking(DateOnly month) => OnOrBefore(LastDay(month));

    /// <summary>That day of the month, or its last one if the month is shorter.</summary>
    public static DateOnly Day(DateOnly month, int day) =>
        new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));

    public TimeSpan Offset(DateTime civil)
    {
        var ahead = summer && civil >= LastSunday(civil.Year, 3).AddHours(2)
            && civil < LastSunday(civil.Year, 10).AddHours(3);
        return TimeSpan.FromHours(offsetHours + (ahead ? 1 : 0));
    }

    private static DateOnly LastDay(DateOnly month) => Day(month, 31);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
