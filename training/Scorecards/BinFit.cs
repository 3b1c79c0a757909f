using OrleansRisk.Core.Learned;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Cuts a feature into bins: fine ones first, then neighbours that do not differ beyond chance are merged, and those
/// that break a declared trend.
/// </summary>
internal static class BinFit
{
    private const double RowsShare = 0.0005;
    private const int RowsMin = 30;

    public static FeatureBins Fit(
        ReadOnlySpan<double> values, ReadOnlySpan<bool> bad, FraudRuns runs, PointTrend trend, ScorecardDesign design)
    {
        var starts = FineEdges.Of(values, bad, design.BadBins);
        var cells = new List<Cell>(Enumerable.Range(0, starts.Length + 1).Select(
            i => new Cell(i == 0 ? double.NegativeInfinity : starts[i - 1], 0, 0)));
        var frauds = cells.ConvertAll(static _ => new List<int>());
        var missing = new Cell(double.NaN, 0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                missing = missing.With(bad[i]);
                continue;
            }

            var at = Array.BinarySearch(starts, values[i]);
            var cell = at >= 0 ? at + 1 : ~at;
            cells[cell] = cells[cell].With(bad[i]);
            if (bad[i])
            {
                frauds[cell].Add(i);
            }
        }

        Merge(cells, frauds, runs, Math.Max(RowsMin, RowsShare * values.Length), design);
        Obey(cells, trend);
        return FeatureBins.Of(cells, missing.Rows >= RowsMin ? missing : missing with { Good = 0, Bad = 0 });
    }

    private static void Merge(
        List<Cell> cells, List<List<int>> frauds, FraudRuns runs, double rowsMin, ScorecardDesign design)
    {
        double Apart(int i) => Cell.Differ(cells[i], cells[i + 1])
            / runs.Inflation(frauds[i], cells[i].Rows, frauds[i + 1], cells[i + 1].Rows);
        var apart = Enumerable.Range(0, cells.Count - 1).Select(Apart).ToList();
        while (cells.Count > 1)
        {
            var (least, at) = (double.MaxValue, 0);
            for (var i = 0; i < apart.Count; i++)
            {
                var small = Math.Min(cells[i].Rows, cells[i + 1].Rows) < rowsMin;
                var differ = small ? -1 / (1 + apart[i]) : apart[i]; // small ones first, the most alike of them
                (least, at) = differ < least ? (differ, i) : (least, at);
            }

            if (least >= design.DifferMin && cells.Count <= design.BinsMax)
            {
                return;
            }

            Join(cells, at);
            frauds[at].AddRange(frauds[at + 1]);
            frauds.RemoveAt(at + 1);
            apart.RemoveAt(at);
            for (var i = Math.Max(0, at - 1); i < Math.Min(at + 1, apart.Count); i++)
            {
                apart[i] = Apart(i);
            }
        }
    }

    /// <summary>Joins neighbours until the share of bad ones follows the trend.</summary>
    private static void Obey(List<Cell> cells, PointTrend trend)
    {
        for (var i = 0; trend != PointTrend.Free && i + 1 < cells.Count;)
        {
            var step = cells[i + 1].Share - cells[i].Share;
            if (trend == PointTrend.Rising ? step >= 0 : step <= 0)
            {
                i++;
                continue;
            }

            Join(cells, i);
            i = Math.Max(0, i - 1);
        }
    }

    private static void Join(List<Cell> cells, int at)
    {
        cells[at] = cells[at] with
        {
            Good = cells[at].Good + cells[at + 1].Good,
            Bad = cells[at].Bad + cells[at + 1].Bad,
        };
        cells.RemoveAt(at + 1);
    }
}

/// <param name="From">Where it begins.</param>
internal readonly record struct Cell(double From, int Good, int Bad)
{
    public int Rows => Good + Bad;

    public double Share => (Bad + 0.5) / (Rows + 1);

    public Cell With(bool bad) => bad ? this with { Bad = Bad + 1 } : this with { Good = Good + 1 };

    /// <summary>Chi-square of the two shares; half a row of each kind lets empty ones be compared.</summary>
    public static double Differ(in Cell left, in Cell right)
    {
        double a = left.Bad + 0.5, b = left.Good + 0.5, c = right.Bad + 0.5, d = right.Good + 0.5;
        var cross = (a * d) - (b * c);
        return cross * cross * (a + b + c + d) / ((a + b) * (c + d) * (a + c) * (b + d));
    }
}
