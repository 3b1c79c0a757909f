using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Features;

/// <summary>
/// An own outlier soon after others: the second unusual payment in a week says more than the first. An ordinary payment
/// after them says nothing.
/// </summary>
internal static class RepeatFamily
{
    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (!context.Credit && context.HasMoney)
        {
            values[(int)FeatureId.OwnOutliers] = AmountFamily.IsOwnOutlier(context)
                ? new OwnOutliers(context.State).CountAt(context.Now)
                : 0;
        }
    }

    public static Reason Explain(in FeatureValues values) => new()
    {
        Code = ReasonCode.OutliersRepeated,
        Value = values[(int)FeatureId.OwnOutliers],
        Usual = double.NaN,
    };
}
