using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Models;

/// <summary>
/// Boosted trees: the sum of their leaves, in single precision and in order, as the program that trained them sums. The
/// log odds of bad are <paramref name="Slope"/> times that sum and <paramref name="Shift"/>; 1 and 0 where trees were
/// trained without weights, which leaves them calibrated.
/// </summary>
public sealed record TreeEnsemble(
    ScoreScale Scale, IReadOnlyList<FeatureNumber> Features, float Start, IReadOnlyList<Tree> Trees, double Slope,
    double Shift, Thresholds Thresholds) : IScoringModel
{
    public const int TreesMax = 2_000;
    private const float Greatest = 3.4e38f;

    private readonly Tree[] _trees = [.. Trees];
    private readonly FeatureNumber[] _features = [.. Features];
    private FlatTrees? _flat;

    public string? Check()
    {
        if (_features.Length is 0 or > FeatureRow.Length || _features.Distinct().Count() < _features.Length)
        {
            return "it has no features, or one twice";
        }

        if (_trees.Length is 0 or > TreesMax)
        {
            return $"it has {_trees.Length} trees; 1 to {TreesMax} are read";
        }

        for (var i = 0; i < _trees.Length; i++)
        {
            if (_trees[i].Check(_features.Length) is { } wrong)
            {
                return $"tree {i}: {wrong}";
            }
        }

        return !float.IsFinite(Start) || !double.IsFinite(Slope) || Slope <= 0 || !double.IsFinite(Shift)
            ? "its start or its calibration is not finite, or turned round"
            : Thresholds.Check(Scale);
    }

    public ModelScore Score(in FeatureRow row)
    {
        var odds = Shift + (Slope * Margin(row));
        return Scale.Score(ScoreScales.Rounded(Scale.Points(odds)), odds);
    }

    /// <summary>The sum of the leaves.</summary>
    public float Margin(in FeatureRow row)
    {
        Span<float> values = stackalloc float[2 * _features.Length];
        for (var i = 0; i < _features.Length; i++)
        {
            var value = Held(row[(int)_features[i]]);
            var missing = float.IsNaN(value);
            values[2 * i] = missing ? float.NegativeInfinity : value;
            values[(2 * i) + 1] = missing ? float.PositiveInfinity : value;
        }

        return Flat().Sum(Start, values);
    }

    /// <summary>
    /// Shares by what every split moves (TreeSHAP, by the paths of the training set), added up by family. Each running
    /// sum is rounded, and the last is the score, so that whole points add up to it.
    /// </summary>
    public Explanation Explain(in FeatureRow row)
    {
        var values = new float[_features.Length];
        Read(row, values);
        var shares = new double[_features.Length];
        var (usual, flat, buffer) = ((double)Start, Flat(), default(PathBuffer));
        for (var i = 0; i < _trees.Length; i++)
        {
            usual += flat.Means[i];
            TreeShares.Add(_trees[i], values, shares, flat.Depth, ref buffer);
        }

        return TreeReasons.Of(this, (Shift, Slope), usual, shares, row);
    }

    /// <summary>Made once; two that do it at the same time make the same.</summary>
    private FlatTrees Flat() => _flat ??= FlatTrees.Of(_trees, _features.Length);

    private void Read(in FeatureRow row, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Held(row[(int)_features[i]]);
        }
    }

    /// <summary>Single precision as in training; infinities are held, as trainers refuse them.</summary>
    private static float Held(double wide)
    {
        var value = (float)wide;
        return float.IsInfinity(value) ? (value > 0 ? Greatest : -Greatest) : value;
    }
}
