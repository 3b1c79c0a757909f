using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>How rarely the account is used at this hour of its day.</summary>
internal static class TimeFamily
{
    private const int Hours = 24;

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (context.Transaction.DayOnly)
        {
            return; // the bank knows only the day: the hour is missing, not midnight
        }

        var clock = new ClockProfile(context.State);
        values[(int)FeatureId.Hour] =
            -Logarithm.Log((clock.AtHour(context.Hour) + 0.5) / (clock.Total() + (0.5 * Hours)));
    }

    public static Reason Explain(in ScoringContext context) => new()
    {
        Code = ReasonCode.TimeUnusual,
        Value = context.Hour,
        Usual = new ClockProfile(context.State).BusiestHour(),
    };
}
