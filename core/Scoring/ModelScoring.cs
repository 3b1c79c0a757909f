using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// The score by a tenant's model in place of the surprise's, and what its challengers would have said. The surprise
/// itself is still measured before: its bins are what the population counts.
/// </summary>
internal static class ModelScoring
{
    public static void Score(
        in ScoringContext context, in FeatureValues values, ModelDeployment deployment, ref Decision decision)
    {
        if (deployment.Anomaly is null && deployment.Challengers.Count == 0)
        {
            return;
        }

        FeatureMeasures.Of(context, values, out var row);
        if (deployment.Anomaly is { } champion)
        {
            Score(context, champion.Model, row, ref decision.Anomaly);
        }

        for (var i = 0; i < deployment.Challengers.Count; i++)
        {
            decision.Shadow[i] = (short)deployment.Challengers[i].Model.Score(row).Score;
        }

        decision.ShadowCount = (byte)deployment.Challengers.Count;
    }

    /// <summary>
    /// The reasons of the surprise would add up to another score: they go, and the model's own are given where the
    /// score asks for a look, for they cost more than the score.
    /// </summary>
    private static void Score(
        in ScoringContext context, IScoringModel model, in FeatureRow row, ref AnomalyScore anomaly)
    {
        var score = model.Score(row);
        (anomaly.Learned, anomaly.LogOdds, anomaly.Score) = (true, score.LogOdds, (short)score.Score);
        (anomaly.ReasonCount, anomaly.Reasons) = (0, default);
        if (model.Thresholds.OutcomeOf(model.Scale, score.Score) >= Outcome.Review)
        {
            ModelReasons.Give(context, model.Explain(row).Reasons(model.Scale), ref anomaly);
        }
    }
}
