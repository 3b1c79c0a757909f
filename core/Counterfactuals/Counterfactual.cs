using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Counterfactuals;

/// <summary>
/// One feature otherwise, all else as it was, and what would have come of it; rescored, not estimated.
/// </summary>
/// <param name="To">In the unit of the feature, as <paramref name="From"/> is.</param>
/// <param name="Distance">
/// How far it is: of an amount the share of it that is given up, of a card's feature the share of its range there.
/// </param>
/// <param name="Outcome">Of a transaction; <see cref="Outcome.None"/> of a loan.</param>
public sealed record Counterfactual(
    FeatureNumber Feature, double From, double To, double Distance, int Score, Outcome Outcome);
