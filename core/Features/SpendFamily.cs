using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Features;

/// <summary>Money going out within a day and a week, as a multiple of the account's usual.</summary>
internal static class SpendFamily
{
    private const int WeekDays = 7;

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (context.Credit || !context.HasMoney)
        {
            return;
        }

        var usual = UsualDay(context);
        values[(int)FeatureId.SpendDay] = SpentInDay(context) / usual;
        values[(int)FeatureId.SpendWeek] = SpentInWeek(context) / (WeekDays * usual);
    }

    public static Reason Explain(in ScoringContext context, in FeatureValues values) =>
        Explain(context, values[(int)FeatureId.SpendDay] >= values[(int)FeatureId.SpendWeek]);

    public static Reason Explain(in ScoringContext context, bool byDay) => new()
    {
        Code = byDay ? ReasonCode.SpendDay : ReasonCode.SpendWeek,
        Value = byDay ? SpentInDay(context) : SpentInWeek(context),
        Usual = UsualDay(context) * (byDay ? 1 : WeekDays),
    };

    private static double SpentInDay(in ScoringContext context) => Current(context) + context.Usual.Day.SumEstimate;

    private static double SpentInWeek(in ScoringContext context) => Current(context) + context.Usual.Week.SumEstimate;

    private static long Current(in ScoringContext context) => context.IsAttempt || context.Books ? context.Amount : 0;

    private static double UsualDay(in ScoringContext context) =>
        (context.Usual.Spent + (Priors.Weight * context.Usual.Amounts.Mean)) / (
            context.Usual.DaysKnown + Priors.Weight);
}
