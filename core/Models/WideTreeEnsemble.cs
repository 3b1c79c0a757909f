using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Models;

/// <summary>
/// Boosted trees as LightGBM adds them up: leaves in double precision, in order. The log odds of bad are
/// <paramref name="Slope"/> times that sum and <paramref name="Shift"/>.
/// </summary>
/// <param name="Missing">What counts as missing of each feature.</param>
public sealed record WideTreeEnsemble(
    ScoreScale Scale, IReadOnlyList<FeatureNumber> Features, IReadOnlyList<MissingValue> Missing,
    IReadOnlyList<WideTree> Trees, double Slope, double Shift, Thresholds Thresholds) : IScoringModel
{
    private const double Nothing = 1e-35f; // as LightGBM has it

    private readonly FeatureNumber[] _features = [.. Features];
    private readonly MissingValue[] _missing = [.. Missing];
    private readonly WideTree[] _trees = [.. Trees];
    private Ranks? _ranks;

    public string? Check()
    {
        if (_features.Length is 0 or > FeatureRow.Length || _features.Distinct().Count() < _features.Length
            || _missing.Length != _features.Length)
        {
            return "it has no features, or one twice, or does not say what is missing of each";
        }

        if (_trees.Length is 0 or > TreeEnsemble.TreesMax)
        {
            return $"it has {_trees.Length} trees; 1 to {TreeEnsemble.TreesMax} are read";
        }

        for (var i = 0; i < _trees.Length; i++)
        {
            var tree = _trees[i];
            if (tree.Value.Any(static value => !double.IsFinite(value)))
            {
                return $"tree {i} has numbers that are not finite";
            }

            var shape = new Tree(
                tree.Left, tree.Right, tree.Feature, [.. tree.Value.Select(static _ => 0f)], tree.MissingLeft,
                tree.Cover);
            if (shape.Check(_features.Length) is { } wrong)
            {
                return $"tree {i}: {wrong}";
            }
        }

        return !double.IsFinite(Slope) || Slope <= 0 || !double.IsFinite(Shift)
            ? "its calibration is not finite, or turned round"
            : Thresholds.Check(Scale);
    }

    public ModelScore Score(in FeatureRow row)
    {
        var odds = Shift + (Slope * Margin(row));
        return Scale.Score(ScoreScales.Rounded(Scale.Points(odds)), odds);
    }

    /// <summary>The sum of the leaves.</summary>
    public double Margin(in FeatureRow row)
    {
        var ranks = Ranked();
        Span<float> places = stackalloc float[_features.Length];
        Read(row, ranks, places);
        var sum = 0.0;
        for (var i = 0; i < _trees.Length; i++)
        {
            var nodes = ranks.Trees[i].Nodes;
            var at = 0;
            while (!nodes[at].IsLeaf)
            {
                at = nodes[at].Next(places[nodes[at].Feature]);
            }

            sum += ranks.Leaves[i][at];
        }

        return sum;
    }

    /// <summary>Shares by what every split moves, as of <see cref="TreeEnsemble"/>.</summary>
    public Explanation Explain(in FeatureRow row)
    {
        var ranks = Ranked();
        var places = new float[_features.Length];
        Read(row, ranks, places);
        var shares = new double[_features.Length];
        var (usual, buffer) = (0.0, default(PathBuffer));
        foreach (var tree in ranks.Trees)
        {
            usual += TreeShares.Mean(tree);
            TreeShares.Add(tree, places, shares, ranks.Depth, ref buffer);
        }

        return TreeReasons.Of(this, (Shift, Slope), usual, shares, row);
    }

    /// <summary>Of each feature how many thresholds lie below its value; not a number where it is missing.</summary>
    private void Read(in FeatureRow row, Ranks ranks, Span<float> places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var (value, kind) = (row[(int)_features[i]], _missing[i]);
            value = double.IsNaN(value) && kind != MissingValue.NotANumber ? 0 : value;
            places[i] = double.IsNaN(value) || (kind == MissingValue.Zero && Math.Abs(value) <= Nothing)
                ? float.NaN
                : ranks.Below(i, Math.Clamp(value, double.MinValue, double.MaxValue));
        }
    }

    /// <summary>Made once; two that do it at the same time make the same.</summary>
    private Ranks Ranked() => _ranks ??= new Ranks(_trees, _features.Length);

    private sealed class Ranks
    {
        private readonly double[][] _thresholds;

        public Ranks(WideTree[] trees, int features)
        {
            _thresholds = [.. Enumerable.Range(0, features).Select(feature => trees.SelectMany(
                tree => Enumerable.Range(0, tree.Value.Count)
                    .Where(node => !tree.IsLeaf(node) && tree.Feature[node] == feature)
                    .Select(node => tree.Value[node])).Distinct().Order().ToArray())];
            Trees = [.. trees.Select(tree => tree.Ranked(_thresholds))];
            Leaves = [.. trees.Select(static tree => tree.Value.ToArray())];
            Depth = Trees.Max(static tree => DepthOf(tree.Nodes, 0));
        }

        public Tree[] Trees { get; }

        public double[][] Leaves { get; }

        public int Depth { get; }

        public int Below(int feature, double value)
        {
            var at = Array.BinarySearch(_thresholds[feature], value);
            return at >= 0 ? at : ~at;
        }

        private static int DepthOf(ReadOnlySpan<Tree.Node> nodes, int at) => nodes[at].IsLeaf
            ? 0
            : 1 + Math.Max(DepthOf(nodes, nodes[at].Left), DepthOf(nodes, nodes[at].Right));
    }
}
