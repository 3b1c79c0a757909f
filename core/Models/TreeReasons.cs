using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Models;

/// <summary>
/// Shares of features in a margin as whole points of families: each running sum is rounded, and the last is the score,
/// so that whole points add up to it.
/// </summary>
internal static class TreeReasons
{
    /// <param name="usual">The margin of a row of which nothing is known.</param>
    /// <param name="shares">Of the margin, in the order of the model's features.</param>
    public static Explanation Of(
        IScoringModel model, (double Shift, double Slope) calibration, double usual, double[] shares,
        in FeatureRow row)
    {
        var (features, scale) = (model.Features, model.Scale);
        var perNat = scale.PerNat() * calibration.Slope;
        var running = scale.Points(calibration.Shift + (calibration.Slope * usual));
        var (start, whole) = (ScoreScales.Rounded(running), ScoreScales.Rounded(running));
        var families = Enumerable.Range(0, shares.Length)
            .GroupBy(i => FeatureCatalogue.Of(features[i]).Family).OrderBy(static family => family.Key).ToList();
        var (parts, total) = (new List<FamilyPart>(families.Count), model.Score(row).Points);
        for (var i = 0; i < families.Count; i++)
        {
            var share = perNat * families[i].Sum(place => shares[place]);
            running += share;
            var next = i == families.Count - 1 ? total : ScoreScales.Rounded(running);
            var top = families[i].MaxBy(place => Math.Sign(share) * perNat * shares[place]);
            parts.Add(new FamilyPart(families[i].Key, features[top], row[(int)features[top]], next - whole));
            whole = next;
        }

        return new Explanation(start, parts);
    }
}
