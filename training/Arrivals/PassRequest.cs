using System.Globalization;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Arrivals;

/// <summary>Which days are wanted and when labels are known, as commands are given them.</summary>
internal sealed record PassRequest(DayRange Days, int DelayDays)
{
    public const int UnixEpoch = 719_162;
    private const int DaysMax = 3_660;

    public static PassRequest Of(string firstDay, string days, string delayDays)
    {
        if (!DateOnly.TryParseExact(
            firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new InputException("FIRST_DAY is no date such as 2018-07-25.");
        }

        return new PassRequest(
            new DayRange(day.DayNumber - UnixEpoch, Number(days, "DAYS", 1)), Number(delayDays, "DELAY_DAYS", 0));
    }

    /// <summary>Nothing may be learned from a day whose labels had not come in when the file ends.</summary>
    /// <param name="last">The last day of the file, since 1970.</param>
    public void MustBeKnown(int last)
    {
        if (Days.End + DelayDays > last + 1)
        {
            throw new InputException(
                $"The file ends before the labels of the last day are known: {DelayDays} days behind it are needed.");
        }
    }

    private static int Number(string text, string name, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= DaysMax
                ? number
                : throw new InputException($"{name} is no number from {least} to {DaysMax}.");
}
