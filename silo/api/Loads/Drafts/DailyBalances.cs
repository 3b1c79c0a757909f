using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>Whether opening balance and booked rows give the balance that each day ends with.</summary>
internal sealed class DailyBalances
{
    public long? Opening { get; private set; }

    public long? Closing { get; private set; }

    private long _moved;

    public List<(int Day, long Expected, long Stated, DraftRow Row)> Breaks { get; } = [];

    /// <summary>Null if no day states a balance that another follows from.</summary>
    public bool? AddsUp { get; private set; }

    /// <param name="rows">In order.</param>
    /// <param name="opening">What is stated before the first of them; null if nothing is.</param>
    public static DailyBalances Of(IEnumerable<DraftRow> rows, long? opening = null)
    {
        var balances = new DailyBalances { Opening = opening, Closing = opening };
        foreach (var day in rows.Where(static row => row.IsBooked).GroupBy(static row => row.Day))
        {
            balances.See(day.Key, [.. day]);
        }

        return balances;
    }

    public IReadOnlyList<LoadBreakBody> Bodies(Currency currency) =>
        [.. Breaks.Take(Limits.LoadDaysShown).Select(each => new LoadBreakBody(
            DateText.ToDate(each.Day), MoneyText.Of(each.Expected, currency), MoneyText.Of(each.Stated, currency)))];

    private void See(int day, List<DraftRow> rows)
    {
        var at = rows.FindLastIndex(static row => row.Transaction!.BalanceMinor is not null);
        if (at < 0)
        {
            var all = rows.Sum(static row => row.Signed);
            (Closing, _moved) = (Closing + all, _moved + all);
            return;
        }

        var stated = rows[at].Transaction!.BalanceMinor!.Value;
        var moved = rows.Take(at + 1).Sum(static row => row.Signed);
        if (Closing is { } before)
        {
            AddsUp = (AddsUp ?? true) && before + moved == stated;
            if (before + moved != stated)
            {
                Breaks.Add((day, before + moved, stated, rows[at]));
            }
        }
        else
        {
            Opening = stated - moved - _moved;
        }

        Closing = stated + rows.Skip(at + 1).Sum(static row => row.Signed);
    }
}
