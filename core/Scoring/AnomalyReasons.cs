using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Scoring;

/// <summary>At most four reasons, one a family, the greatest first. Their points are shares of the score and add up to it.</summary>
internal static class AnomalyReasons
{
    /// <summary>A family that every second transaction equals is no reason.</summary>
    private const double Floor = 0.6931471805599453;

    public static void Rank(in Moment moment, in FeatureValues values, in Surprises surprises, ref AnomalyScore score)
    {
        Span<int> ranked = stackalloc int[ReasonList.Max];
        var count = Greatest(surprises, ranked, out var total);
        var left = (int)score.Score;
        if (count == 0 || left == 0)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            var family = (Family)ranked[i];
            var reason = Explain(family, moment, values, surprises);
            var share = (surprises.Families[(int)family] - Floor) / total;
            reason.Points = (short)Math.Min(left, (int)Math.Floor((score.Score * share) + 0.5));
            left -= reason.Points;
            score.Reasons[i] = reason;
        }

        score.Reasons[0].Points += (short)left; // what rounding left over
        score.ReasonCount = (byte)count;
    }

    /// <summary>The families above the floor, greatest first; of two equal ones the earlier.</summary>
    private static int Greatest(in Surprises surprises, Span<int> ranked, out double total)
    {
        var count = 0;
        for (var family = 0; family < Surprises.PerFamily.Length; family++)
        {
            if (surprises.Families[family] <= Floor)
            {
                continue;
            }

            var at = count;
            while (at > 0 && surprises.Families[ranked[at - 1]] < surprises.Families[family])
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

        total = 0;
        foreach (var family in ranked[..count])
        {
            total += surprises.Families[family] - Floor;
        }

        return count;
    }

    private static Reason Explain(Family family, in Moment moment, in FeatureValues values, in Surprises surprises) =>
        family switch
        {
            Family.Amount => AmountFamily.Explain(moment),
            Family.Velocity => VelocityFamily.Explain(moment, values),
            Family.Spend => SpendFamily.Explain(moment, values),
            Family.Repeat => RepeatFamily.Explain(values),
            Family.Novelty => NoveltyFamily.Explain(
                moment, surprises.Of(FeatureId.NewParty), surprises.Of(FeatureId.NewSetting)),
            Family.Time => TimeFamily.Explain(moment),
            Family.Drain => DrainFamily.Explain(
                values, surprises.Of(FeatureId.Drain), surprises.Of(FeatureId.PassedThrough)),
            _ => CounterpartyFamily.Explain(moment),
        };
}
