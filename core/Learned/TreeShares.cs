namespace OrleansRisk.Core.Learned;

/// <summary>
/// Path-dependent TreeSHAP (Lundberg, Erion, Lee 2018, algorithm 2): Shapley values of a tree whose unknown features
/// are averaged by the cover of its paths.
/// </summary>
internal static class TreeShares
{
    /// <summary>Adds each feature's share to <paramref name="shares"/>; the tree's mean is returned.</summary>
    public static double Add(Tree tree, ReadOnlySpan<float> values, Span<double> shares)
    {
        Walk(tree.Nodes, values, shares, 0, [], new Step(-1, 1, 1, 0));
        return Mean(tree.Nodes, 0);
    }

    private static double Mean(ReadOnlySpan<Tree.Node> nodes, int at)
    {
        var node = nodes[at];
        return node.IsLeaf
            ? node.Value
            : ((nodes[node.Left].Cover * Mean(nodes, node.Left)) + (nodes[node.Right].Cover * Mean(nodes, node.Right)))
                / ((double)nodes[node.Left].Cover + nodes[node.Right].Cover);
    }

    private static void Walk(
        ReadOnlySpan<Tree.Node> nodes, ReadOnlySpan<float> values, Span<double> shares, int at,
        ReadOnlySpan<Step> before, Step step)
    {
        var path = new Step[before.Length + 1];
        before.CopyTo(path);
        Extend(path, step);
        var node = nodes[at];
        if (node.IsLeaf)
        {
            for (var i = 1; i < path.Length; i++)
            {
                shares[path[i].Feature] += Unwound(path, i) * (path[i].One - path[i].Zero) * node.Value;
            }

            return;
        }

        var (hot, zero, one) = (node.Next(values[node.Feature]), 1.0, 1.0);
        var known = Array.FindIndex(path, 1, each => each.Feature == node.Feature);
        if (known >= 0)
        {
            (zero, one) = (path[known].Zero, path[known].One);
            path = Without(path, known);
        }

        var cover = (double)nodes[node.Left].Cover + nodes[node.Right].Cover;
        foreach (var child in (ReadOnlySpan<int>)[node.Left, node.Right])
        {
            Walk(nodes, values, shares, child, path, new Step(
                node.Feature, zero * nodes[child].Cover / cover, child == hot ? one : 0, 0));
        }
    }

    private static void Extend(Step[] path, Step step)
    {
        var last = path.Length - 1;
        path[last] = step with { Weight = last == 0 ? 1 : 0 };
        for (var i = last - 1; i >= 0; i--)
        {
            path[i + 1].Weight += step.One * path[i].Weight * (i + 1) / (last + 1);
            path[i].Weight = step.Zero * path[i].Weight * (last - i) / (last + 1);
        }
    }

    /// <summary>The path as if one of its steps had never been taken.</summary>
    private static Step[] Without(Step[] path, int taken)
    {
        var last = path.Length - 1;
        var shorter = path[..last];
        var (zero, one, next) = (path[taken].Zero, path[taken].One, path[last].Weight);
        for (var i = last - 1; i >= 0; i--)
        {
            var weight = path[i].Weight;
            shorter[i].Weight = one != 0
                ? next * (last + 1) / ((i + 1) * one)
                : weight * (last + 1) / (zero * (last - i));
            next = weight - (shorter[i].Weight * zero * (last - i) / (last + 1));
        }

        for (var i = taken; i < last; i++)
        {
            shorter[i] = path[i + 1] with { Weight = shorter[i].Weight };
        }

        return shorter;
    }

    private static double Unwound(Step[] path, int taken)
    {
        var sum = 0.0;
        foreach (var step in Without(path, taken))
        {
            sum += step.Weight;
        }

        return sum;
    }

    /// <param name="Zero">Share of paths that go on where the feature is not known.</param>
    /// <param name="One">1 where the value goes this way.</param>
    private record struct Step(int Feature, double Zero, double One, double Weight);
}
