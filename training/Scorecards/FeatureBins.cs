using OrleansRisk.Core.Models;

namespace OrleansRisk.Training.Scorecards;

/// <summary>Bins of a feature with the weight of evidence of each: positive speaks for bad.</summary>
/// <param name="Edges">Ascending; a bin begins at its edge.</param>
/// <param name="Value">Information value: how far goods and bads stand apart.</param>
/// <param name="Shape">The way that evidence goes from bin to bin.</param>
internal sealed record FeatureBins(
    double[] Edges, double[] Evidence, double MissingEvidence, double Value, IReadOnlyList<Cell> Cells, Cell Missing,
    Shape Shape)
{
    private const double Half = 0.5;

    public static FeatureBins Of(IReadOnlyList<Cell> cells, Cell missing, Shape shape)
    {
        var all = missing.Rows > 0 ? [.. cells, missing] : cells;
        double good = all.Sum(static cell => cell.Good), bad = all.Sum(static cell => cell.Bad);
        double Share(int count, double total) => (count + Half) / (total + (Half * all.Count));
        double Evidence(Cell cell) => Math.Log(Share(cell.Bad, bad) / Share(cell.Good, good));
        return new FeatureBins(
            [.. cells.Skip(1).Select(static cell => cell.From)], [.. cells.Select(Evidence)],
            missing.Rows > 0 ? Evidence(missing) : 0,
            all.Sum(cell => (Share(cell.Bad, bad) - Share(cell.Good, good)) * Evidence(cell)), cells, missing, shape);
    }

    /// <summary>Free where there is a turn.</summary>
    public PointTrend Trend => Shape.Bins == Evidence.Length ? Shape.First : PointTrend.Free;

    /// <summary>Bins, and the one of what is missing behind them.</summary>
    public int Count => Evidence.Length + 1;

    public double Of(double value) => Place(value) is var at && at < Evidence.Length ? Evidence[at] : MissingEvidence;

    public int Place(double value)
    {
        if (double.IsNaN(value))
        {
            return Evidence.Length;
        }

        var at = Array.BinarySearch(Edges, value);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>The same bins with other evidence, smoothed to their shape; that of what is missing is last.</summary>
    public FeatureBins With(ReadOnlySpan<double> evidence) =>
        this with { Evidence = Shape.Smooth(evidence[..^1].ToArray(), Cells), MissingEvidence = evidence[^1] };
}
