using OrleansRisk.Core.Models;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// The way the share of frauds goes from bin to bin: up or down all the way, or with one turn, a peak or a valley.
/// Anything else is noise that no reason could explain.
/// </summary>
/// <param name="First">Free is any way.</param>
/// <param name="Bins">How many bins lie before the turn; all where there is none.</param>
internal readonly record struct Shape(PointTrend First, int Bins)
{
    public static Shape Any { get; } = new(PointTrend.Free, 0);

    private bool Rises => First == PointTrend.Rising;

    /// <summary>The likeliest shape of these bins, and the bins joined to it.</summary>
    /// <param name="declared">No turn and no other way where this is not free.</param>
    /// <param name="turnMin">A turn has to raise twice the log-likelihood by this.</param>
    public static (Shape Shape, IReadOnlyList<Cell> Cells) Of(
        IReadOnlyList<Cell> cells, PointTrend declared, double turnMin)
    {
        var (best, found) = (double.NegativeInfinity, (Any, cells));
        foreach (var shape in Possible(declared, cells.Count))
        {
            var before = Joined(cells.Take(shape.Bins), shape.Rises);
            var behind = Joined(cells.Skip(shape.Bins), !shape.Rises);
            var likelihood = 2 * before.Concat(behind).Sum(static cell => cell.LogLikelihood);
            likelihood -= behind.Length > 0 ? turnMin : 0;
            if (likelihood > best)
            {
                (best, found) = (likelihood, (shape with { Bins = before.Length }, [.. before, .. behind]));
            }
        }

        return found;
    }

    /// <summary>What bins say, smoothed to this shape: neighbours that break it share their mean.</summary>
    public double[] Smooth(double[] values, IReadOnlyList<Cell> cells)
    {
        var weights = cells.Select(static cell => Math.Max(1.0, cell.Rows)).ToArray();
        return First == PointTrend.Free
            ? values
            : [.. Smooth(values[..Bins], weights[..Bins], Rises), .. Smooth(values[Bins..], weights[Bins..], !Rises)];
    }

    private static IEnumerable<Shape> Possible(PointTrend declared, int bins) => declared == PointTrend.Free
        ? Enumerable.Range(0, bins).SelectMany(turned => new[]
        {
            new Shape(PointTrend.Rising, bins - turned), new Shape(PointTrend.Falling, bins - turned),
        })
        : [new Shape(declared, bins)];

    private static Cell[] Joined(IEnumerable<Cell> cells, bool rising)
    {
        var left = new Queue<Cell>(cells);
        var groups = IsotonicRegression.Of(
            [.. left.Select(static cell => cell.Bad / Math.Max(1.0, cell.Rows))],
            [.. left.Select(static cell => Math.Max(1.0, cell.Rows))], rising);
        return [.. groups.Select(group => Enumerable.Range(0, group.Count)
            .Select(_ => left.Dequeue()).Aggregate(static (lower, upper) => lower.And(upper)))];
    }

    private static IEnumerable<double> Smooth(double[] values, double[] weights, bool rising) =>
        IsotonicRegression.Of(values, weights, rising)
            .SelectMany(static group => Enumerable.Repeat(group.Value, group.Count));
}
