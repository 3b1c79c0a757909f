using OrleansRisk.Core.Models;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Cuts a feature into bins: fine ones first, then neighbours that do not differ beyond chance are merged, and those
/// that break the feature's trend, until nothing changes.
/// </summary>
internal static class BinFit
{
    private const double RowsShare = 0.0005;
    private const int RowsMin = 30;

    public static FeatureBins Fit(
        ReadOnlySpan<double> values, ReadOnlySpan<bool> bad, FraudRuns runs, PointTrend trend, ScorecardDesign design)
    {
        var cut = CutCells.Of(values, bad, FineEdges.Of(values, bad, design.BadBins), runs);
        var shape = Shape.Any;
        for (var before = int.MaxValue; cut.Cells.Count < before;)
        {
            before = cut.Cells.Count;
            Merge(cut, Math.Max(RowsMin, RowsShare * values.Length), design);
            if (trend != PointTrend.Free || design.OneTurn)
            {
                (shape, var pooled) = Shape.Of(cut.Cells, trend, design.TurnMin);
                cut.JoinTo(pooled);
            }
        }

        var missing = cut.Missing;
        return FeatureBins.Of(
            cut.Cells, missing.Rows >= RowsMin ? missing : missing with { Good = 0, Bad = 0 }, shape);
    }

    private static void Merge(CutCells cut, double rowsMin, ScorecardDesign design)
    {
        var apart = Enumerable.Range(0, cut.Cells.Count - 1).Select(cut.Apart).ToList();
        while (cut.Cells.Count > 1)
        {
            var (least, at) = (double.MaxValue, 0);
            for (var i = 0; i < apart.Count; i++)
            {
                var small = Math.Min(cut.Cells[i].Rows, cut.Cells[i + 1].Rows) < rowsMin;
                var differ = small ? -1 / (1 + apart[i]) : apart[i]; // small ones first, the most alike of them
                (least, at) = differ < least ? (differ, i) : (least, at);
            }

            if (least >= design.DifferMin && cut.Cells.Count <= design.BinsMax)
            {
                return;
            }

            cut.Join(at);
            apart.RemoveAt(at);
            for (var i = Math.Max(0, at - 1); i < Math.Min(at + 1, apart.Count); i++)
            {
                apart[i] = cut.Apart(i);
            }
        }
    }
}
