using OrleansRisk.Api.Loads.Drafts;

namespace OrleansRisk.Api.Loads.Trust;

/// <summary>Pay that is out of its own rhythm: too soon after the one before, or of quite another amount.</summary>
internal static class PayRhythm
{
    private const int PaymentsLeast = 4;
    private const double TooSoon = 0.6, MuchMore = 1.6, MuchLess = 0.5;

    public static IEnumerable<(DraftRow Row, string Why)> Of(IReadOnlyList<DraftRow> rows)
    {
        var payers = rows.Where(static row => row.IsBooked && AccountReport.IsIncome(row))
            .GroupBy(AccountReport.PayerOf);
        foreach (var pay in payers.Select(static group => group.ToList()).Where(
            static pay => pay.Count >= PaymentsLeast))
        {
            var usualDays = Median(pay.Zip(pay.Skip(1), static (first, second) => (long)(second.Day - first.Day)));
            var usual = Median(pay.Select(static row => row.Transaction!.AmountMinor));
            for (var i = 0; i < pay.Count; i++)
            {
                if (i > 0 && usualDays > 5 && pay[i].Day - pay[i - 1].Day < usualDays * TooSoon)
                {
                    yield return (pay[i],
                        $"It comes {pay[i].Day - pay[i - 1].Day} days after the one before; usual are {usualDays}.");
                }
                else if (pay[i].Transaction!.AmountMinor is var amount
                    && (amount > usual * MuchMore || amount < usual * MuchLess))
                {
                    yield return (pay[i], "Its amount is far from what this payer usually pays.");
                }
            }
        }
    }

    private static long Median(IEnumerable<long> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
