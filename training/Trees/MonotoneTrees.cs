using OrleansRisk.Training.Files;
using OrleansRisk.Training.LightGbm;

namespace OrleansRisk.Training.Trees;

/// <summary>Boosted trees in LightGBM's own text, and how many they are.</summary>
/// <param name="Held">
/// The margin of each row by as many trees that have not seen its part; not a number where the part was not held out.
/// </param>
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
    private const int JudgedEnough = 200_000;

    /// <param name="part">
    /// Which part a row belongs to: each is held out once, until enough rows were. What belongs together is of one.
    /// </param>
    /// <param name="handedOver">What is to be done once LightGBM has the rows, and nobody else needs them.</param>
    public static GrownTrees Grow(LabelledRows rows, int[] part, Action? handedOver = null)
    {
        using var binned = BinnedRows.Of(
            rows, new BoosterSettings(LeafMin: Math.Clamp(rows.Count / LeafShare, 10, 200)));
        handedOver?.Invoke();
        var losses = new double[TreesMax / Step];
        var parts = Judging(part);
        int[] judgedRows = [.. Enumerable.Range(0, rows.Count).Where(i => parts.Contains(part[i]))];
        float[][] margins = [.. losses.Select(_ => new float[judgedRows.Length])];
        foreach (var (held, at) in parts.Select(static (held, at) => (held, at)))
        {
            int[] own = [.. Enumerable.Range(0, rows.Count).Where(i => part[i] == held)];
            using var others = binned.Take([.. Enumerable.Range(0, rows.Count).Where(i => part[i] != held)]);
            using var judged = binned.Take(own);
            using var booster = Booster.Over(others);
            booster.Judge(judged, own.Length);
            for (var step = 0; step < losses.Length; step++)
            {
                Progress.Shown.At(
                    "Growing trees", ((at * losses.Length) + step) / (double)(parts.Count * losses.Length));
                booster.Grow(Step);
                losses[step] += Judged(rows, own, booster.Judged(), judgedRows, margins[step]);
            }
        }

        var best = Array.IndexOf(losses, losses.Min());
        using var whole = Booster.Over(binned);
        for (var step = 0; step <= best; step++)
        {
            Progress.Shown.At("Growing the trees that are written", step / (double)(best + 1));
            whole.Grow(Step);
        }

        Progress.Shown.End();
        double[] unseen = [.. Enumerable.Repeat(double.NaN, rows.Count)];
        for (var i = 0; i < judgedRows.Length; i++)
        {
            unseen[judgedRows[i]] = margins[best][i];
        }

        return new GrownTrees(whole.Text(), Step * (best + 1), unseen);
    }

    /// <summary>The parts that are held out: all of them, or the first ones that are rows enough.</summary>
    private static List<int> Judging(int[] part)
    {
        var (parts, rows) = (new List<int>(), 0);
        foreach (var held in part.CountBy(static each => each).OrderBy(static each => each.Key))
        {
            if (rows < JudgedEnough)
            {
                parts.Add(held.Key);
                rows += held.Value;
            }
        }

        return parts;
    }

    private static double Judged(LabelledRows rows, int[] own, double[] found, int[] judgedRows, float[] margins)
    {
        var loss = 0.0;
        for (var i = 0; i < own.Length; i++)
        {
            loss += rows.Counts[own[i]] * Loss(found[i], rows.Bad[own[i]]);
            margins[Array.BinarySearch(judgedRows, own[i])] = (float)found[i];
        }

        return loss;
    }

    private static double Loss(double margin, bool bad)
    {
        var against = bad ? -margin : margin;
        return against > 30 ? against : Math.Log(1 + Math.Exp(against));
    }
}
