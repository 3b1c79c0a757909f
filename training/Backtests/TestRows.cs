using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Backtests;

/// <summary>
/// Which rows a model is judged on: an account whose fraud is known is blocked and is judged no more. A fraud is known
/// from the day behind its delay on.
/// </summary>
internal static class TestRows
{
    /// <param name="since">Frauds before this day are not looked at, so that a longer history changes no test.</param>
    public static List<MeasuredRow> Of(
        IEnumerable<MeasuredRow> rows, IEnumerable<LabelledTransaction> transactions, DayRange days, int since,
        int delayDays)
    {
        var first = new Dictionary<int, int>();
        foreach (var item in transactions)
        {
            if (item.Fraud && item.Day >= since
                && (!first.TryGetValue(item.Account, out var known) || item.KnownDay(delayDays) < known))
            {
                first[item.Account] = item.KnownDay(delayDays);
            }
        }

        return [.. rows.Where(row => days.Holds(row.Day)
            && !(first.TryGetValue(row.Account, out var known) && known < row.Day))];
    }
}
