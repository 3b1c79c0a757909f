using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansRisk.Core.Models;

/// <summary>
/// The trees of a model one behind the other, laid out for evaluation alone: the right child stands behind the left,
/// and a leaf leads to itself, so that every step is arithmetic that a processor need not guess at. Made of trees that
/// were checked, which is why nothing is checked here again.
/// </summary>
internal sealed class FlatTrees
{
    private readonly Node[] _nodes;
    private readonly float[] _leaves;
    private readonly (int Root, int Depth)[] _trees;

    private FlatTrees(List<Node> nodes, List<float> leaves, (int Root, int Depth)[] trees, double[] means)
    {
        (_nodes, _leaves, _trees, Means) = ([.. nodes], [.. leaves], trees, means);
        Depth = trees.Max(static tree => tree.Depth);
    }

    /// <summary>Splits above the deepest leaf.</summary>
    public int Depth { get; }

    /// <summary>What each tree says of a row of which nothing is known.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Throws where a tree is none, or reads a feature that is not there.</summary>
    public static FlatTrees Of(IReadOnlyList<Tree> trees, int features)
    {
        var (nodes, leaves) = (new List<Node>(), new List<float>());
        var places = new (int, int)[trees.Count];
        for (var i = 0; i < trees.Count; i++)
        {
            places[i] = trees[i].Check(features) is { } wrong
                ? throw new InvalidOperationException($"tree {i}: {wrong}")
                : (nodes.Count, Lay(trees[i].Nodes, nodes, leaves));
        }

        return new FlatTrees(nodes, leaves, places, [.. trees.Select(TreeShares.Mean)]);
    }

    /// <summary>Start and the leaves in the order of the trees, each sum rounded to single precision.</summary>
    /// <param name="values">
    /// Each feature twice: what is missing is less than anything in the first place, and greater in the second.
    /// </param>
    public float Sum(float start, ReadOnlySpan<float> values)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var leaves = ref MemoryMarshal.GetArrayDataReference(_leaves);
        ref var value = ref MemoryMarshal.GetReference(values);
        var sum = start;
        foreach (var (root, depth) in _trees)
        {
            var at = root;
            for (var step = 0; step < depth; step++)
            {
                ref readonly var node = ref Unsafe.Add(ref nodes, at);
                at = node.Left + (Unsafe.Add(ref value, node.Place) >= node.Value ? 1 : 0);
            }

            sum += Unsafe.Add(ref leaves, at);
        }

        return sum;
    }

    /// <summary>Level by level; the depth of the tree.</summary>
    private static int Lay(ReadOnlySpan<Tree.Node> tree, List<Node> nodes, List<float> leaves)
    {
        var (level, depth) = (new List<int> { 0 }, 0);
        while (true)
        {
            var below = new List<int>();
            var next = nodes.Count + level.Count;
            foreach (var place in level)
            {
                var node = tree[place];
                leaves.Add(node.IsLeaf ? node.Value : 0);
                nodes.Add(node.IsLeaf
                    ? new Node(float.NaN, 0, nodes.Count)
                    : new Node(node.Value, (2 * node.Feature) + (node.MissingLeft ? 0 : 1), next + below.Count));
                if (!node.IsLeaf)
                {
                    below.AddRange([node.Left, node.Right]);
                }
            }

            if (below.Count == 0)
            {
                return depth;
            }

            (level, depth) = (below, depth + 1);
        }
    }

    /// <param name="Value">Not a number in a leaf: nothing is as great.</param>
    private readonly record struct Node(float Value, int Place, int Left);
}
