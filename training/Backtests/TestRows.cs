using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Backtests;

/// <summary>
/// Which rows a model is judged on: an account whose fraud is known is blocked and is judged no more. A fraud is known
/// from the day behind its delay on.
/// </summary>
internal static class TestRows
{
    /// <param name="since">Frauds before this day are not looked at, so that a longer history changes no test.</param>
    /// <param name="coolOffDays">
    /// Days that an account stays blocked once a fraud is known; for good where it is null.
    /// </param>
    public static List<MeasuredRow> Of(
        IEnumerable<MeasuredRow> rows, IEnumerable<LabelledTransaction> transactions, DayRange days, int since,
        int delayDays, int? coolOffDays = null)
    {
        var known = transactions.Where(item => item.Fraud && item.Day >= since)
            .ToLookup(static item => item.Account, item => item.KnownDay(delayDays));
        return [.. rows.Where(row => days.Holds(row.Day) && !known[row.Account].Any(
            day => day < row.Day && row.Day - day <= (coolOffDays ?? int.MaxValue)))];
    }
}
