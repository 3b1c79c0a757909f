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
        in Surprises.PerFamily contributions, ref AnomalyScore score)
    {
        Span<int> ranked = stackalloc int[ReasonList.Max];
        var count = score.Score == 0 ? 0 : Greatest(contributions, ranked);
        for (var i = 0; i < count; i++)
        {
            score.Reasons[i] = Explain((Family)ranked[i], context, values, surprises);
        }

        Share(contributions, ranked[..count], ref score);
    }

    /// <summary>Of a bank account, in words of what was measured. From scoring version 4.</summary>
    public static void Rank(in ScoringContext context, in BankSignals signals, ref AnomalyScore score)
    {
        Span<int> ranked = stackalloc int[ReasonList.Max];
        var count = score.Score == 0 ? 0 : Greatest(signals.Contributions, ranked);
        for (var i = 0; i < count; i++)
        {
            score.Reasons[i] = BankReasons.Explain((Family)ranked[i], context, signals);
        }

        Share(signals.Contributions, ranked[..count], ref score);
    }

    private static void Share(in Surprises.PerFamily contributions, ReadOnlySpan<int> ranked, ref AnomalyScore score)
    {
        var (total, left) = (contributions.Sum(), (int)score.Score);
        if (ranked.IsEmpty)
        {
            return;
        }

        for (var i = 0; i < ranked.Length; i++)
        {
            var share = contributions[ranked[i]] / total;
            score.Reasons[i].Points = (short)Math.Min(left, (int)Math.Floor((score.Score * share) + 0.5));
            left -= score.Reasons[i].Points;
        }

        score.Reasons[0].Points += (short)left; // what rounding and families beyond the fourth left over
        score.ReasonCount = (byte)ranked.Length;
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
        Family family, in ScoringContext context, in FeatureValues values, in Surprises surprises) =>
        family switch
        {
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
