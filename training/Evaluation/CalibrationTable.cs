namespace OrleansRisk.Training.Evaluation;

/// <summary>What was promised and what came, in groups of rising probability, the upper ones small.</summary>
/// <param name="Promised">Mean probability.</param>
/// <param name="Came">Share of bad.</param>
/// <param name="Low">Of a binomial 95 % interval (Wilson) of the share.</param>
internal sealed record CalibrationGroup(int Rows, int Bad, double Promised, double Came, double Low, double High);

internal static class CalibrationTable
{
    private const double Normal95 = 1.96;
    private static readonly double[] Cuts = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1];

    public static List<CalibrationGroup> Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> bad)
    {
        var order = Enumerable.Range(0, bad.Count).OrderBy(i => probabilities[i]).ToArray();
        var groups = new List<CalibrationGroup>();
        for (var cut = 0; cut + 1 < Cuts.Length; cut++)
        {
            var rows = order[(int)(Cuts[cut] * order.Length)..(int)(Cuts[cut + 1] * order.Length)];
            if (rows.Length > 0)
            {
                groups.Add(Group(rows.Length, rows.Count(i => bad[i]), rows.Average(i => probabilities[i])));
            }
        }

        return groups;
    }

    /// <summary>Mean distance between promised and come, each group by its rows.</summary>
    public static double Error(IReadOnlyCollection<CalibrationGroup> groups) =>
        groups.Sum(static group => group.Rows * Math.Abs(group.Promised - group.Came))
        / groups.Sum(static group => group.Rows);

    private static CalibrationGroup Group(int rows, int bad, double promised)
    {
        double share = bad / (double)rows, z = Normal95 * Normal95 / rows;
        var middle = (share + (z / 2)) / (1 + z);
        var half = Normal95 * Math.Sqrt((share * (1 - share) / rows) + (z / (4 * rows))) / (1 + z);
        return new CalibrationGroup(rows, bad, promised, share, Math.Max(0, middle - half), middle + half);
    }
}
