using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// What every bin says beside the bins of all other features. The weight of evidence counts each feature for itself: an
/// old fraud at a shop then speaks against everybody there, although the newest outcomes have taken it back. All bins
/// are fitted at once, held to a multiple of their own evidence by a ridge.
/// </summary>
internal sealed record PointFit(double Start, IReadOnlyList<BinnedFeature> Features)
{
    public static PointFit Of(
        IReadOnlyList<MeasuredRow> rows, bool[] bad, IReadOnlyList<BinnedFeature> features, ScorecardDesign design)
    {
        var first = new int[features.Count + 1];
        for (var i = 0; i < features.Count; i++)
        {
            first[i + 1] = first[i] + features[i].Bins.Count;
        }

        var cells = rows.Select(row => features.Select(
            (each, i) => first[i] + each.Bins.Place(row[each.Feature])).ToArray()).ToArray();
        var weights = CellRegression.Fit(cells, bad, Penalty(features, first, design));
        return new PointFit(weights[0], [.. features.Select((each, i) => each with
        {
            Bins = each.Bins.With(weights.AsSpan(first[i] + 1, each.Bins.Count)),
        })]);
    }

    public double LogOdds(MeasuredRow row)
    {
        var sum = Start;
        foreach (var each in Features)
        {
            sum += each.Bins.Of(row[each.Feature]);
        }

        return sum;
    }

    /// <summary>
    /// With points p of a feature and its evidence e: the least of r w² + R |p − w e|² over all multiples w, which is
    /// R |p|² − (R p·e)² / (r + R |e|²).
    /// </summary>
    private static double[][] Penalty(IReadOnlyList<BinnedFeature> features, int[] first, ScorecardDesign design)
    {
        var penalty = Enumerable.Range(0, first[^1]).Select(_ => new double[first[^1]]).ToArray();
        for (var f = 0; f < features.Count; f++)
        {
            double[] evidence = [.. features[f].Bins.Evidence, features[f].Bins.MissingEvidence];
            var held = design.BinRidge / (design.Ridge + (design.BinRidge * evidence.Sum(static each => each * each)));
            for (var i = 0; i < evidence.Length; i++)
            {
                for (var j = 0; j < evidence.Length; j++)
                {
                    penalty[first[f] + i][first[f] + j] =
                        design.BinRidge * ((i == j ? 1 : 0) - (held * evidence[i] * evidence[j]));
                }
            }
        }

        return penalty;
    }
}
