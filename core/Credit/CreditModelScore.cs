using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Credit;

/// <summary>What a card says of one request: probability, points, and what costs most.</summary>
/// <param name="Reasons">
/// At most four, the costliest first, at most one a family; points lost against the usual value of the feature among
/// the loans the card was fitted on.
/// </param>
public sealed record CreditModelScore(
    double LogOdds, double Probability, int Points, IReadOnlyList<CreditModelReason> Reasons)
{
    /// <summary>Fewer points than this are no reason.</summary>
    private const double PointsMin = 5;

    public static CreditModelScore Of(CreditModel card, in FeatureRow row)
    {
        Span<double> parts = stackalloc double[card.Terms.Count];
        var logOdds = card.LogOdds(row, parts);
        var costs = new List<CreditModelReason>();
        for (var i = 0; i < parts.Length; i++)
        {
            var term = card.Terms[i];
            var points = CreditModel.PointsLost(parts[i]);
            if (points >= PointsMin)
            {
                costs.Add(new CreditModelReason(term.Feature, row[(int)term.Feature], term.Usual, points));
            }
        }

        var reasons = costs.OrderByDescending(static reason => reason.Points)
            .DistinctBy(static reason => FeatureCatalogue.Of(reason.Feature).Family).Take(ReasonList.Max).ToList();
        return new CreditModelScore(logOdds, Logistic.Probability(logOdds), CreditModel.Points(logOdds), reasons);
    }
}

/// <param name="Value">NaN where it is not known.</param>
/// <param name="Usual">What costs nothing.</param>
public sealed record CreditModelReason(FeatureNumber Feature, double Value, double Usual, double Points);
