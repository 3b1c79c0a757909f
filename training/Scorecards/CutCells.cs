namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Bins while they are cut: each with the rows of its frauds, so that runs are known when two are compared.
/// </summary>
internal sealed class CutCells
{
    private readonly List<Cell> _cells;
    private readonly List<List<int>> _frauds;
    private readonly FraudRuns _runs;

    private CutCells(List<Cell> cells, FraudRuns runs) =>
        (_cells, _frauds, _runs) = (cells, cells.ConvertAll(static _ => new List<int>()), runs);

    public IReadOnlyList<Cell> Cells => _cells;

    public Cell Missing { get; private set; } = new(double.NaN, 0, 0);

    /// <param name="starts">Where bins begin, ascending, but for the first.</param>
    public static CutCells Of(ReadOnlySpan<double> values, ReadOnlySpan<bool> bad, double[] starts, FraudRuns runs)
    {
        var cut = new CutCells(
            [.. starts.Prepend(double.NegativeInfinity).Select(static from => new Cell(from, 0, 0))], runs);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                cut.Missing = cut.Missing.With(bad[i]);
                continue;
            }

            var at = Array.BinarySearch(starts, values[i]);
            var cell = at >= 0 ? at + 1 : ~at;
            cut._cells[cell] = cut._cells[cell].With(bad[i]);
            if (bad[i])
            {
                cut._frauds[cell].Add(i);
            }
        }

        return cut;
    }

    /// <summary>How far a bin and the next differ: their chi-square, less where frauds come in runs.</summary>
    public double Apart(int i) => Cell.Differ(_cells[i], _cells[i + 1])
        / _runs.Inflation(_frauds[i], _cells[i].Rows, _frauds[i + 1], _cells[i + 1].Rows);

    /// <summary>A bin and the next become one.</summary>
    public void Join(int i)
    {
        _cells[i] = _cells[i].And(_cells[i + 1]);
        _cells.RemoveAt(i + 1);
        _frauds[i].AddRange(_frauds[i + 1]);
        _frauds.RemoveAt(i + 1);
    }

    /// <summary>Joins what begins nowhere among these, which are some of these bins joined.</summary>
    public void JoinTo(IReadOnlyList<Cell> pooled)
    {
        var begin = pooled.Select(static cell => cell.From).ToHashSet();
        for (var i = _cells.Count - 1; i > 0; i--)
        {
            if (!begin.Contains(_cells[i].From))
            {
                Join(i - 1);
            }
        }
    }
}
