using OrleansRisk.Core.Features;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// What anybody could have known. The simulator draws abused terminals at random: until the first of their frauds is
/// reported, payments there are like any others, and where they lie in a ranking is luck.
/// </summary>
internal static class Knowable
{
    public static bool Is(MeasuredRow row) => row.Segment != "scenario 2" || HasKnownFraud(row);

    /// <summary>
    /// Area under the curve without that luck: a fraud that cannot be known counts as the genuine payments count that
    /// it is like, those at terminals without a newly known fraud.
    /// </summary>
    public static double Area(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<double> scores)
    {
        var rank = RanksAmongGenuine(rows, scores);
        var like = Indices(rows, static row => !row.Fraud && !HasKnownFraud(row)).Average(rank);
        return Indices(rows, static row => row.Fraud).Average(i => Is(rows[i]) ? rank(i) : like);
    }

    /// <summary>
    /// Where frauds lie that cannot be known: the mean share of genuine payments with lower scores. Far from one half
    /// over many weeks is a leak; in one week it is that luck.
    /// </summary>
    public static double UnknowablePlace(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<double> scores) =>
        Indices(rows, static row => row.Fraud && !Is(row)).Select(RanksAmongGenuine(rows, scores))
            .DefaultIfEmpty(double.NaN).Average();

    private static bool HasKnownFraud(MeasuredRow row) => row[FeatureNumber.CounterpartyLast3] > 0;

    private static IEnumerable<int> Indices(IReadOnlyList<MeasuredRow> rows, Func<MeasuredRow, bool> which) =>
        Enumerable.Range(0, rows.Count).Where(i => which(rows[i]));

    /// <summary>Of a row, the share of genuine ones below it; equal ones count half.</summary>
    private static Func<int, double> RanksAmongGenuine(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<double> scores)
    {
        var genuine = Indices(rows, static row => !row.Fraud).Select(i => scores[i]).Order().ToArray();
        return i => (Below(genuine, scores[i]) + Below(genuine, Math.BitIncrement(scores[i]))) / (2.0 * genuine.Length);
    }

    /// <summary>How many are less.</summary>
    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
