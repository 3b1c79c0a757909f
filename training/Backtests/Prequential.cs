using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Backtests;

/// <summary>
/// A week to train on, the delay until its labels are known, a week to be judged on.
/// </summary>
/// <param name="First">First day of the training week, days since 1970.</param>
internal sealed record PrequentialFold(int First, int DelayDays)
{
    public const int WeekDays = 7;

    public DayRange Train => new(First, WeekDays);

    public DayRange Test => new(First + WeekDays + DelayDays, WeekDays);

    public List<MeasuredRow> TrainRows(IEnumerable<MeasuredRow> rows) => [.. rows.Where(row => Train.Holds(row.Day))];

    public List<MeasuredRow> TestRows(
        IEnumerable<MeasuredRow> rows, IEnumerable<LabelledTransaction> transactions) =>
        Backtests.TestRows.Of(rows, transactions, Test, First, DelayDays);
}
