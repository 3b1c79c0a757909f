using OrleansRisk.Training.LightGbm;

namespace OrleansRisk.Training.Trees;

/// <summary>Boosted trees in LightGBM's own text, and how many they are.</summary>
/// <param name="Held">The margin of each row by as many trees that have not seen its part.</param>
internal sealed record GrownTrees(string Text, int Trees, double[] Held);

/// <summary>
/// Grows boosted trees whose margin goes one way with each feature that has a direction; as many of them as say most of
/// rows that they have not seen.
/// </summary>
internal static class MonotoneTrees
{
    private const int Step = 25;
    private const int TreesMax = 400;
    private const int LeafShare = 100;

    /// <param name="part">
    /// Which part a row belongs to: each part is held out once. What belongs together is of one.
    /// </param>
    public static GrownTrees Grow(
        double[][] rows, bool[] bad, double[] counts, IReadOnlyList<string> names, IReadOnlyList<int> signs, int[] part)
    {
        var settings = new BoosterSettings(LeafMin: Math.Clamp(rows.Length / LeafShare, 10, 200));
        var losses = new double[TreesMax / Step];
        float[][] margin = [.. losses.Select(_ => new float[rows.Length])];
        foreach (var held in part.Distinct().Order())
        {
            int[] others = [.. Enumerable.Range(0, rows.Length).Where(i => part[i] != held)];
            int[] own = [.. Enumerable.Range(0, rows.Length).Where(i => part[i] == held)];
            double[][] judged = [.. own.Select(i => rows[i])];
            using var booster = Booster.Over(
                [.. others.Select(i => rows[i])], [.. others.Select(i => bad[i])], [.. others.Select(i => counts[i])],
                names, signs, settings);
            for (var step = 0; step < losses.Length; step++)
            {
                booster.Grow(Step);
                var margins = booster.Margins(judged);
                for (var i = 0; i < own.Length; i++)
                {
                    losses[step] += counts[own[i]] * Loss(margins[i], bad[own[i]]);
                    margin[step][own[i]] = (float)margins[i];
                }
            }
        }

        var best = Array.IndexOf(losses, losses.Min());
        var trees = Step * (best + 1);
        using var whole = Booster.Over(rows, bad, counts, names, signs, settings);
        whole.Grow(trees);
        return new GrownTrees(whole.Text(), trees, [.. margin[best].Select(static each => (double)each)]);
    }

    private static double Loss(double margin, bool bad)
    {
        var against = bad ? -margin : margin;
        return against > 30 ? against : Math.Log(1 + Math.Exp(against));
    }
}
