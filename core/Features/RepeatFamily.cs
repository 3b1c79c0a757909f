using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Features;

/// <summary>Own outliers lately: the second unusual payment in a week says more than the first.</summary>
internal static class RepeatFamily
{
    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (!moment.Credit && moment.HasMoney)
        {
            values[(int)FeatureId.OwnOutliers] = new OwnOutliers(moment.State).CountAt(moment.Now);
        }
    }

    public static Reason Explain(in FeatureValues values) => new()
    {
        Code = ReasonCode.OutliersRepeated,
        Value = values[(int)FeatureId.OwnOutliers],
        Usual = double.NaN,
    };
}
