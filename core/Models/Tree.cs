namespace OrleansRisk.Core.Models;

/// <summary>
/// A regression tree in flat arrays, in single precision as it was trained: go left where the value is less, and where
/// it is missing as the node says.
/// </summary>
/// <param name="Left">Child of each node, from 1; -1 for a leaf. The root is node 0.</param>
/// <param name="Feature">Place among the model's features.</param>
/// <param name="Value">What a node splits at; of a leaf, what it adds.</param>
/// <param name="MissingLeft">Where what is missing goes.</param>
/// <param name="Cover">How much of the training set came through: what explanations weigh by.</param>
public sealed record Tree(
    IReadOnlyList<int> Left, IReadOnlyList<int> Right, IReadOnlyList<int> Feature, IReadOnlyList<float> Value,
    IReadOnlyList<bool> MissingLeft, IReadOnlyList<float> Cover)
{
    public const int NodesMax = 8_191;

    private readonly Node[] _nodes = Flat(Left, Right, Feature, Value, MissingLeft, Cover);

    internal ReadOnlySpan<Node> Nodes => _nodes;

    /// <summary>Null, or what is wrong with it.</summary>
    public string? Check(int features)
    {
        if (_nodes.Length is 0 or > NodesMax)
        {
            return $"a tree has 1 to {NodesMax} nodes, all of its arrays as many";
        }

        var seen = new bool[_nodes.Length];
        var open = new Stack<int>([0]);
        while (open.TryPop(out var at))
        {
            var node = _nodes[at];
            if (seen[at])
            {
                return $"node {at} is reached twice: it is no tree";
            }

            seen[at] = true;
            if (!float.IsFinite(node.Value) || !float.IsFinite(node.Cover) || node.Cover < 0)
            {
                return $"node {at} has numbers that are not finite";
            }

            if (node.IsLeaf)
            {
                continue;
            }

            if (node.Left <= 0 || node.Left >= seen.Length || node.Right <= 0 || node.Right >= seen.Length)
            {
                return $"node {at} has a child that is not there";
            }

            if (node.Feature < 0 || node.Feature >= features || node.Cover <= 0)
            {
                return $"node {at} splits by a feature that is not there, or has no cover";
            }

            open.Push(node.Left);
            open.Push(node.Right);
        }

        var unreached = Array.IndexOf(seen, false);
        return unreached >= 0 ? $"node {unreached} is never reached" : null;
    }

    private static Node[] Flat(
        IReadOnlyList<int> left, IReadOnlyList<int> right, IReadOnlyList<int> feature, IReadOnlyList<float> value,
        IReadOnlyList<bool> missingLeft, IReadOnlyList<float> cover)
    {
        int[] lengths = [right.Count, feature.Count, value.Count, missingLeft.Count, cover.Count];
        return lengths.Any(length => length != left.Count)
            ? []
            : [.. left.Select((_, i) => new Node(
                left[i], right[i], feature[i], value[i], missingLeft[i], cover[i]))];
    }

    internal readonly record struct Node(
        int Left, int Right, int Feature, float Value, bool MissingLeft, float Cover)
    {
        public bool IsLeaf => Left == -1 && Right == -1;

        public int Next(float value) => (float.IsNaN(value) ? MissingLeft : value < Value) ? Left : Right;
    }
}
