namespace OrleansRisk.Core.Models;

/// <summary>
/// Path-dependent TreeSHAP (Lundberg, Erion, Lee 2018, algorithm 2): Shapley values of a tree whose unknown features
/// are averaged by the cover of its paths. Paths lie behind one another in one buffer, as deep as the walk is.
/// </summary>
internal readonly ref struct TreeShares
{
    private readonly ReadOnlySpan<Tree.Node> _nodes;
    private readonly ReadOnlySpan<float> _values;
    private readonly Span<double> _shares;
    private readonly Span<double> _weights;

    private TreeShares(
        ReadOnlySpan<Tree.Node> nodes, ReadOnlySpan<float> values, Span<double> shares, Span<double> weights)
    {
        _nodes = nodes;
        _values = values;
        _shares = shares;
        _weights = weights;
    }

    /// <summary>Adds each feature's share to <paramref name="shares"/>.</summary>
    /// <param name="depth">No less than the tree's; what the buffer is made for where it is too small.</param>
    public static void Add(
        Tree tree, ReadOnlySpan<float> values, Span<double> shares, int depth, ref PathBuffer buffer)
    {
        buffer.Reach(depth);
        new TreeShares(tree.Nodes, values, shares, buffer.Weights).Walk(0, [], new PathStep(-1, 1, 1, 0), buffer.Steps);
    }

    /// <summary>What the tree says of a row of which nothing is known.</summary>
    public static double Mean(Tree tree) => Mean(tree.Nodes, 0);

    private static double Mean(ReadOnlySpan<Tree.Node> nodes, int at)
    {
        var node = nodes[at];
        return node.IsLeaf
            ? node.Value
            : ((nodes[node.Left].Cover * Mean(nodes, node.Left)) + (nodes[node.Right].Cover * Mean(nodes, node.Right)))
                / ((double)nodes[node.Left].Cover + nodes[node.Right].Cover);
    }

    private void Walk(int at, ReadOnlySpan<PathStep> before, PathStep step, Span<PathStep> free)
    {
        var path = free[..(before.Length + 1)];
        before.CopyTo(path);
        Extend(path, step);
        var node = _nodes[at];
        if (node.IsLeaf)
        {
            for (var i = 1; i < path.Length; i++)
            {
                _shares[path[i].Feature] += Unwound(path, i) * (path[i].One - path[i].Zero) * node.Value;
            }

            return;
        }

        free = free[path.Length..];
        var (hot, zero, one) = (node.Next(_values[node.Feature]), 1.0, 1.0);
        var known = Find(path, node.Feature);
        if (known >= 0)
        {
            (zero, one) = (path[known].Zero, path[known].One);
            path = Without(path, known);
        }

        var cover = (double)_nodes[node.Left].Cover + _nodes[node.Right].Cover;
        foreach (var child in (ReadOnlySpan<int>)[node.Left, node.Right])
        {
            var share = zero * _nodes[child].Cover / cover;
            Walk(child, path, new PathStep(node.Feature, share, child == hot ? one : 0, 0), free);
        }
    }

    private static int Find(ReadOnlySpan<PathStep> path, int feature)
    {
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i].Feature == feature)
            {
                return i;
            }
        }

        return -1;
    }

    private static void Extend(Span<PathStep> path, PathStep step)
    {
        var last = path.Length - 1;
        path[last] = step with { Weight = last == 0 ? 1 : 0 };
        for (var i = last - 1; i >= 0; i--)
        {
            path[i + 1].Weight += step.One * path[i].Weight * (i + 1) / (last + 1);
            path[i].Weight = step.Zero * path[i].Weight * (last - i) / (last + 1);
        }
    }

    /// <summary>The path as if one of its steps had never been taken, in the place of the path.</summary>
    private Span<PathStep> Without(Span<PathStep> path, int taken)
    {
        var weights = Unwind(path, taken);
        path[(taken + 1)..].CopyTo(path[taken..]);
        for (var i = 0; i < weights.Length; i++)
        {
            path[i].Weight = weights[i];
        }

        return path[..^1];
    }

    private double Unwound(ReadOnlySpan<PathStep> path, int taken)
    {
        var sum = 0.0;
        foreach (var weight in Unwind(path, taken))
        {
            sum += weight;
        }

        return sum;
    }

    /// <summary>The weights without one of the steps.</summary>
    private ReadOnlySpan<double> Unwind(ReadOnlySpan<PathStep> path, int taken)
    {
        var last = path.Length - 1;
        var (zero, one, next) = (path[taken].Zero, path[taken].One, path[last].Weight);
        for (var i = last - 1; i >= 0; i--)
        {
            var weight = path[i].Weight;
            _weights[i] = one != 0
                ? next * (last + 1) / ((i + 1) * one)
                : weight * (last + 1) / (zero * (last - i));
            next = weight - (_weights[i] * zero * (last - i) / (last + 1));
        }

        return _weights[..last];
    }
}
