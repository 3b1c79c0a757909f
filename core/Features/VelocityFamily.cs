using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>
/// How unlikely so many payments in an hour or a day are at the account's own rate: the number is negative-binomial (a
/// Poisson whose rate is not certain), and its tail is taken by Chernoff's bound.
/// </summary>
internal static class VelocityFamily
{
    private const double HourInDays = 1.0 / 24;

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (context.Credit)
        {
            return;
        }

        if (!context.Transaction.DayOnly)
        {
            // Of a day's payments whose hour nobody knows, all would fall into the same one.
            values[(int)FeatureId.BurstHour] = Burst(Hour(context), HourInDays);
        }

        values[(int)FeatureId.BurstDay] = Burst(Day(context), 1);
    }

    public static Reason Explain(in ScoringContext context, in FeatureValues values) =>
        Explain(context, values[(int)FeatureId.BurstHour] >= values[(int)FeatureId.BurstDay]);

    public static Reason Explain(in ScoringContext context, bool byHour)
    {
        var pace = byHour ? Hour(context) : Day(context);
        return new()
        {
            Code = byHour ? ReasonCode.VelocityHour : ReasonCode.VelocityDay,
            Value = pace.AtLeast,
            Usual = pace.Expected(byHour ? HourInDays : 1),
        };
    }

    /// <summary>−ln of Chernoff's bound on P(X ≥ k); 0 where k is no more than expected.</summary>
    internal static double Burst(in Pace pace, double window)
    {
        var shape = pace.Shape;
        var stay = pace.Days / (pace.Days + window);
        var count = pace.Count;
        if (count * stay <= shape * (1 - stay))
        {
            return 0;
        }

        var total = count + shape;
        return Math.Max(
            0,
            (count * Logarithm.Log(count / (total * (1 - stay)))) + (shape * Logarithm.Log(shape / (total * stay))));
    }

    /// <summary>The account's own payments a day.</summary>
    public static double Rate(in ScoringContext context)
    {
        var day = Day(context);
        return day.Shape / day.Days;
    }

    private static Pace Hour(in ScoringContext context) => PaceOf(context, context.Usual.Hour);

    private static Pace Day(in ScoringContext context) => PaceOf(context, context.Usual.Day);

    /// <summary>The window's number, and the rate of what came before it.</summary>
    private static Pace PaceOf(in ScoringContext context, in RingWindow window)
    {
        var before = context.Usual.Payments - window.Count;
        var current = context.IsAttempt ? 1 : 0;
        return new(
            window.CountEstimate + current, window.Count + current,
            (Priors.PaymentsPerDay * Priors.RateDays) + Math.Max(0, before), Priors.RateDays + context.Usual.DaysKnown);
    }
}

/// <summary>Payments in a window beside those of the days before.</summary>
/// <param name="Shape">Payments of the days before, with the prior's.</param>
internal readonly record struct Pace(double Count, int AtLeast, double Shape, double Days)
{
    public double Expected(double windowDays) => Shape / Days * windowDays;
}
