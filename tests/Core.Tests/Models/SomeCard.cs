using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Models;

/// <summary>Sound scorecards and rows of any kind, from a seed.</summary>
internal static class SomeCard
{
    public static Scorecard Of(Seeded random)
    {
        var features = FeatureCatalogue.All.Where(_ => random.Chance(0.2)).Select(static each => each.Number).ToList();
        features = features.Count == 0 ? [FeatureNumber.AmountZ] : features;
        var scale = random.Chance(0.5) ? ScoreScale.Risk : ScoreScale.Credit;
        return new Scorecard(scale, random.Below(900), [.. features.Select(feature =>
        {
            var edges = Enumerable.Range(0, random.Below(6)).Select(i => i + random.Share()).ToArray();
            var points = Enumerable.Range(0, edges.Length + 1).Select(_ => random.Below(300) - 150).ToArray();
            return new ScorecardRow(feature, edges, points, random.Below(60) - 30, random.Below(40) - 20);
        })], scale == ScoreScale.Risk ? new Thresholds(600, 800) : new Thresholds(500, 300));
    }

    public static FeatureRow Row(Seeded random, IEnumerable<FeatureNumber> features)
    {
        var row = FeatureRow.Missing();
        foreach (var feature in features)
        {
            row[(int)feature] = random.Chance(0.1) ? double.NaN : (random.Share() * 8) - 1;
        }

        return row;
    }
}
