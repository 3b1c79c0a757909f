using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Features;

/// <summary>Money going out within a day and a week, as a multiple of the account's usual.</summary>
internal static class SpendFamily
{
    private const int WeekDays = 7;

    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (moment.Credit || !moment.HasMoney)
        {
            return;
        }

        var usual = UsualDay(moment);
        values[(int)FeatureId.SpendDay] = SpentInDay(moment) / usual;
        values[(int)FeatureId.SpendWeek] = SpentInWeek(moment) / (WeekDays * usual);
    }

    public static Reason Explain(in Moment moment, in FeatureValues values) =>
        Explain(moment, values[(int)FeatureId.SpendDay] >= values[(int)FeatureId.SpendWeek]);

    public static Reason Explain(in Moment moment, bool byDay) => new()
    {
        Code = byDay ? ReasonCode.SpendDay : ReasonCode.SpendWeek,
        Value = byDay ? SpentInDay(moment) : SpentInWeek(moment),
        Usual = UsualDay(moment) * (byDay ? 1 : WeekDays),
    };

    private static double SpentInDay(in Moment moment) => Current(moment) + moment.Usual.Day.SumEstimate;

    private static double SpentInWeek(in Moment moment) => Current(moment) + moment.Usual.Week.SumEstimate;

    private static long Current(in Moment moment) => moment.IsAttempt || moment.Books ? moment.Amount : 0;

    private static double UsualDay(in Moment moment) =>
        (moment.Usual.Spent + (Priors.Weight * moment.Usual.Amounts.Mean)) / (moment.Usual.DaysKnown + Priors.Weight);
}
