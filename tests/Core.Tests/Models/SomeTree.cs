using OrleansRisk.Core.Models;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Models;

/// <summary>Sound trees of any shape, from a seed; a feature may be split by more than once on a path.</summary>
internal static class SomeTree
{
    public static Tree Of(Seeded random, int features, int depth)
    {
        var nodes = new List<(int Left, int Right, int Feature, float Value, bool Missing, float Cover)>();
        Grow(random, features, depth, 64, nodes);
        return new Tree(
            [.. nodes.Select(static n => n.Left)], [.. nodes.Select(static n => n.Right)],
            [.. nodes.Select(static n => n.Feature)], [.. nodes.Select(static n => n.Value)],
            [.. nodes.Select(static n => n.Missing)], [.. nodes.Select(static n => n.Cover)]);
    }

    private static int Grow(
        Seeded random, int features, int depth, float cover,
        List<(int Left, int Right, int Feature, float Value, bool Missing, float Cover)> nodes)
    {
        var at = nodes.Count;
        nodes.Add((-1, -1, 0, (float)(random.Share() - 0.5), false, cover));
        if (depth > 0 && random.Chance(0.8))
        {
            var share = (float)(0.1 + (0.8 * random.Share()));
            var left = Grow(random, features, depth - 1, cover * share, nodes);
            var right = Grow(random, features, depth - 1, cover * (1 - share), nodes);
            nodes[at] = (left, right, random.Below(features), (float)random.Share(), random.Chance(0.5), cover);
        }

        return at;
    }
}
