namespace OrleansRisk.Core.Tests.Handbook;

/// <summary>The protocol's three figures: AUC, average precision, and precision of the hundred cards a day.</summary>
internal static class Ranking
{
    private const int CardsADay = 100;

    public static (double Auc, double Average, double CardPrecision) Of(
        IReadOnlyList<(CardPayment Payment, double Score)> rows)
    {
        var groups = rows.GroupBy(row => row.Score).OrderByDescending(group => group.Key)
            .Select(group => (Bad: group.Count(row => row.Payment.Fraud), All: group.Count())).ToList();
        double bad = groups.Sum(group => group.Bad), good = rows.Count - bad;
        var (seenBad, seenAll, auc, average) = (0.0, 0.0, 0.0, 0.0);
        foreach (var group in groups)
        {
            auc += (group.All - group.Bad) * (seenBad + (group.Bad / 2.0));
            seenBad += group.Bad;
            seenAll += group.All;
            average += group.Bad / bad * (seenBad / seenAll);
        }

        return (auc / bad / good, average, Cards(rows));
    }

    /// <summary>
    /// Rows of a test week by the protocol: without cards whose fraud was known before, day by day.
    /// </summary>
    public static IEnumerable<T> Tested<T>(IEnumerable<T> rows, Func<T, CardPayment> of, int trainDay)
    {
        var frauds = HandbookFiles.Payments.Where(payment => payment.Fraud && payment.Day >= trainDay)
            .GroupBy(payment => payment.Card).ToDictionary(group => group.Key, group => group.Min(each => each.Day));
        return rows.Where(row =>
        {
            var payment = of(row);
            var day = payment.Day - (trainDay + 14);
            return day is >= 0 and < 7
                && !(frauds.TryGetValue(payment.Card, out var known) && known <= trainDay + 6 + day);
        });
    }

    private static double Cards(IReadOnlyList<(CardPayment Payment, double Score)> rows)
    {
        var (found, days, sum) = (new HashSet<int>(), 0, 0.0);
        foreach (var day in rows.GroupBy(row => row.Payment.Day).OrderBy(group => group.Key))
        {
            var top = day.Where(row => !found.Contains(row.Payment.Card)).GroupBy(row => row.Payment.Card)
                .Select(card => (card.Key, Score: card.Max(row => row.Score), Bad: card.Any(row => row.Payment.Fraud)))
                .OrderByDescending(card => card.Score).ThenBy(card => card.Key).Take(CardsADay).ToList();
            var bad = top.Where(card => card.Bad).Select(card => card.Key).ToList();
            found.UnionWith(bad);
            sum += bad.Count / (double)CardsADay;
            days++;
        }

        return sum / days;
    }
}
