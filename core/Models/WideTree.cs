namespace OrleansRisk.Core.Models;

/// <summary>
/// A regression tree in flat arrays, in double precision as it was trained: go left where the value is no greater, and
/// where it is missing as the node says.
/// </summary>
/// <param name="Left">Child of each node, from 1; -1 for a leaf. The root is node 0.</param>
/// <param name="Feature">Place among the model's features.</param>
/// <param name="Value">What a node splits at; of a leaf, what it adds.</param>
/// <param name="MissingLeft">Where what is missing goes.</param>
/// <param name="Cover">How much of the training set came through: what explanations weigh by.</param>
public sealed record WideTree(
    IReadOnlyList<int> Left, IReadOnlyList<int> Right, IReadOnlyList<int> Feature, IReadOnlyList<double> Value,
    IReadOnlyList<bool> MissingLeft, IReadOnlyList<float> Cover)
{
    internal bool IsLeaf(int node) => Left[node] == -1 && Right[node] == -1;

    /// <summary>
    /// The same tree over the places of values among the thresholds of their feature: whole numbers, so that single
    /// precision goes the very same way. Its leaves are rounded, and serve for explanations alone.
    /// </summary>
    internal Tree Ranked(double[][] thresholds) => new(
        Left, Right, Feature,
        [.. Value.Select((value, node) => IsLeaf(node)
            ? (float)value
            : Array.BinarySearch(thresholds[Feature[node]], value) + 1)],
        MissingLeft, Cover);
}

/// <summary>What counts as missing of a feature; written by name.</summary>
public enum MissingValue : byte
{
    /// <summary>Nothing: what is not a number is zero.</summary>
    None = 0,

    /// <summary>Zero, and what is not a number.</summary>
    Zero = 1,

    /// <summary>What is not a number.</summary>
    NotANumber = 2,
}
