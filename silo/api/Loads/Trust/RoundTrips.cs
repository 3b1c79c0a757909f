using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads.Trust;

/// <summary>Money that comes and goes within days, or goes and comes back: the same amount, and a large one.</summary>
internal static class RoundTrips
{
    private const int DaysMost = 5, TimesUsual = 3;

    public static IEnumerable<(DraftRow Arrived, DraftRow Left)> Of(IReadOnlyList<DraftRow> rows)
    {
        var booked = rows.Where(static row => row.IsBooked).ToList();
        if (booked.Count == 0)
        {
            yield break;
        }

        var sorted = booked.Select(static row => row.Transaction!.AmountMinor).Order().ToArray();
        var large = sorted[sorted.Length / 2] * TimesUsual;
        var used = new HashSet<DraftRow>();
        foreach (var alike in booked.Where(row => row.Transaction!.AmountMinor >= large)
            .GroupBy(static row => (row.Transaction!.AmountMinor, row.Transaction.Currency)))
        {
            var left = alike.Where(static row => row.Transaction!.Direction == Direction.Debit).ToList();
            foreach (var arrived in alike.Where(static row => row.Transaction!.Direction == Direction.Credit))
            {
                var back = left.Find(
                    row => !used.Contains(row) && Math.Abs(row.Day - arrived.Day) <= DaysMost);
                if (back is not null)
                {
                    used.Add(back);
                    yield return (arrived, back);
                }
            }
        }
    }
}
