using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Benchmarks.Core;

/// <summary>
/// A hundred full trees of depth three on thirty features, from a seed: as large as those that are trained, and as hard
/// to foresee for a processor.
/// </summary>
internal static class CoreModel
{
    private const int Trees = 100;
    private const int Splits = 7;
    private const int Nodes = 15;
    private const int Features = 30;

    public static TreeEnsemble Of(int seed, int reviewAt)
    {
        var random = new Random(seed);
        FeatureNumber[] features = [.. FeatureCatalogue.All.Take(Features).Select(static entry => entry.Number)];
        return new TreeEnsemble(
            ScoreScale.Risk, features, -5, [.. Enumerable.Range(0, Trees).Select(_ => Tree(random))], 1, 0,
            new Thresholds(reviewAt, 1_001));
    }

    /// <summary>Nodes in the order of levels: the children of node n are 2n + 1 and 2n + 2.</summary>
    private static Tree Tree(Random random)
    {
        var all = Enumerable.Range(0, Nodes).ToList();
        return new Tree(
            [.. all.Select(static i => i < Splits ? (2 * i) + 1 : -1)],
            [.. all.Select(static i => i < Splits ? (2 * i) + 2 : -1)],
            [.. all.Select(_ => random.Next(Features))],
            [.. all.Select(i => (float)(i < Splits ? random.NextDouble() * 6 : random.NextDouble() - 0.5))],
            [.. all.Select(_ => random.Next(2) == 0)],
            [.. all.Select(static i => i < 1 ? 8f : i < 3 ? 4f : i < Splits ? 2f : 1f)]);
    }
}
