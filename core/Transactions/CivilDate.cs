namespace OrleansRisk.Core.Transactions;

/// <summary>Civil days as numbers since 1970-01-01.</summary>
internal static class CivilDate
{
    /// <summary>Year × 12 + month − 1 of a day.</summary>
    public static int Month(int day)
    {
        var date = DateOnly.FromDayNumber(day + UnixEpoch);
        return (date.Year * 12) + date.Month - 1;
    }

    public static int DayOfMonth(int day) => DateOnly.FromDayNumber(day + UnixEpoch).Day;

    private const int UnixEpoch = 719_162;
}
