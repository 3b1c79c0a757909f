using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// At most four reasons, one a family, the greatest first. Their points are shares of the score and add up to it.
/// </summary>
internal static class AnomalyReasons
{
    public static void Rank(in ScoringContext context, in FeatureValues values, in Surprises surprises,
        in Surprises.PerFamily contributions, double justArrived, ref AnomalyScore score)
    {
        Span<int> ranked = stackalloc int[ReasonList.Max];
        var count = Greatest(contributions, ranked);
        var total = contributions.Sum();
        var left = (int)score.Score;
        if (count == 0 || left == 0)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            var family = (Family)ranked[i];
            var reason = Explain(family, context, values, surprises, justArrived);
            var share = contributions[(int)family] / total;
            reason.Points = (short)Math.Min(left, (int)Math.Floor((score.Score * share) + 0.5));
            left -= reason.Points;
            score.Reasons[i] = reason;
        }

        score.Reasons[0].Points += (short)left; // what rounding and families beyond the fourth left over
        score.ReasonCount = (byte)count;
    }

    /// <summary>The families that add anything, greatest first; of two equal ones the earlier.</summary>
    private static int Greatest(in Surprises.PerFamily contributions, Span<int> ranked)
    {
        var count = 0;
        for (var family = 0; family < Surprises.PerFamily.Length; family++)
        {
            if (contributions[family] <= 0)
            {
                continue;
            }

            var at = count;
            while (at > 0 && contributions[ranked[at - 1]] < contributions[family])
            {
                at--;
            }

            if (at == ranked.Length)
            {
                continue;
            }

            count = Math.Min(count + 1, ranked.Length);
            ranked[at..(count - 1)].CopyTo(ranked[(at + 1)..]);
            ranked[at] = family;
        }

        return count;
    }

    private static Reason Explain(
        Family family, in ScoringContext context, in FeatureValues values, in Surprises surprises,
        double justArrived) =>
        family switch
        {
            Family.Velocity when context.ScoringVersion >= ScoringVersions.Four =>
                VelocityFamily.Explain(context, byHour: false),
            Family.Drain when justArrived > 0 => DrainFamily.Explain(values, justArrived),
            Family.Amount => AmountFamily.Explain(context),
            Family.Velocity => VelocityFamily.Explain(context, values),
            Family.Spend => SpendFamily.Explain(context, values),
            Family.Repeat => RepeatFamily.Explain(values),
            Family.Novelty => NoveltyFamily.Explain(
                context, surprises.Of(FeatureId.NewParty), surprises.Of(FeatureId.NewSetting)),
            Family.Time => TimeFamily.Explain(context),
            Family.Drain => DrainFamily.Explain(
                values, surprises.Of(FeatureId.Drain), surprises.Of(FeatureId.PassedThrough)),
            _ => CounterpartyFamily.Explain(context),
        };
}
