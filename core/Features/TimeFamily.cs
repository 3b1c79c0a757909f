using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>How rarely the account is used at this hour of its day.</summary>
internal static class TimeFamily
{
    private const int Hours = 24;

    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (moment.Transaction.DayOnly)
        {
            return; // the bank knows only the day: the hour is missing, not midnight
        }

        var clock = new ClockProfile(moment.State);
        values[(int)FeatureId.Hour] =
            -Logarithm.Log((clock.AtHour(moment.Hour) + 0.5) / (clock.Total() + (0.5 * Hours)));
    }

    public static Reason Explain(in Moment moment) => new()
    {
        Code = ReasonCode.TimeUnusual,
        Value = moment.Hour,
        Usual = new ClockProfile(moment.State).BusiestHour(),
    };
}
