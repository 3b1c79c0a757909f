using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Models;

/// <summary>Model deployments of models for transactions, from a seed.</summary>
internal static class SomeModelDeployment
{
    private static readonly FeatureNumber[] Features =
        [.. FeatureCatalogue.All.Select(static each => each.Number).Where(static each => (int)each < 64)];

    public static ReferenceTables Tables(ModelDeployment deployment) =>
        Some.Tables with { ModelDeployment = deployment };

    public static ModelDeployment Of(Seeded random, int challengers) => new(
        1 + random.Below(9), 0, Model(random), [.. Enumerable.Range(0, challengers).Select(_ => Model(random))], null);

    /// <summary>One feature in two bins: below the edge one score, from it on another.</summary>
    public static NamedModel Step(
        FeatureNumber feature, double edge, int below, int above, int missing = 0, Thresholds? thresholds = null) =>
        new("step", new Scorecard(
            ScoreScale.Risk, 0, [new ScorecardRow(feature, [edge], [below, above], missing, below)],
            thresholds ?? new Thresholds(600, 800)));

    public static NamedModel Model(Seeded random)
    {
        var features = Features.Where(_ => random.Chance(0.3)).Append(FeatureNumber.AmountLog).Distinct().ToList();
        return random.Chance(0.5)
            ? new NamedModel("card", new Scorecard(
                ScoreScale.Risk, 450,
                [.. features.Select(each => new ScorecardRow(
                    each, [random.Share(), 2], [random.Below(200) - 100, 10, random.Below(200) - 50], 20, 0))],
                new Thresholds(500, 700)))
            : new NamedModel("trees", new TreeEnsemble(
                ScoreScale.Risk, features, 0,
                [.. Enumerable.Range(0, 5).Select(_ => SomeTree.Of(random, features.Count, 3))], 1, 0,
                new Thresholds(480, 560)));
    }
}
