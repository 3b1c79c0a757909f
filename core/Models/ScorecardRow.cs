using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Models;

/// <summary>A feature of a scorecard: its bins and their points.</summary>
/// <param name="Edges">Ascending; a bin begins at its edge, the first one has none.</param>
/// <param name="Points">One more than edges.</param>
/// <param name="Missing">Points where there is no value: a bin of its own, never that of zero.</param>
/// <param name="Usual">Mean points of those the card was fitted on, rounded: what reasons are measured against.</param>
/// <param name="Trend">What the points are promised to do as the value rises.</param>
public sealed record ScorecardRow(
    FeatureNumber Feature, IReadOnlyList<double> Edges, IReadOnlyList<int> Points, int Missing, int Usual,
    PointTrend Trend = PointTrend.Free)
{
    public const int BinsMax = 64;
    public const int PointsMax = 100_000;

    private readonly double[] _edges = [.. Edges];
    private readonly int[] _points = [.. Points];

    /// <summary>Null, or what is wrong with it.</summary>
    public string? Check()
    {
        if (_points.Length != _edges.Length + 1 || _points.Length > BinsMax)
        {
            return $"it has {_points.Length} points; one point more than edges are needed, at most {BinsMax}";
        }

        for (var i = 0; i < _edges.Length; i++)
        {
            if (!double.IsFinite(_edges[i]) || (i > 0 && _edges[i] <= _edges[i - 1]))
            {
                return "its edges are not finite and ascending";
            }
        }

        return _points.Append(Missing).Append(Usual).Any(static each => Math.Abs((long)each) > PointsMax)
            ? "its points are beyond all bounds"
            : Trend switch
            {
                PointTrend.Rising when Steps().Any(static step => step < 0) =>
                    "its points are promised to rise and do not",
                PointTrend.Falling when Steps().Any(static step => step > 0) =>
                    "its points are promised to fall and do not",
                _ => null,
            };
    }

    public int PointsOf(double value)
    {
        if (double.IsNaN(value))
        {
            return Missing;
        }

        var bin = 0;
        while (bin < _edges.Length && value >= _edges[bin])
        {
            bin++;
        }

        return _points[bin];
    }

    private IEnumerable<int> Steps() => _points.Skip(1).Zip(_points, static (after, before) => after - before);
}

/// <summary>Whether points follow the value; written by name.</summary>
public enum PointTrend : byte
{
    Free = 0,
    Rising = 1,
    Falling = 2,
}
