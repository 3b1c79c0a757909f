using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>
/// How the amount compares with the account's own amounts, shrunk towards what is expected of any account.
/// </summary>
internal static class AmountFamily
{
    /// <summary>Under this many payments of its kind an amount cannot weigh fully.</summary>
    public const int EnoughHistory = 5;

    /// <summary>The most it then weighs, in nats.</summary>
    public const double LittleHistoryCap = 3;

    /// <summary>An amount above this multiple of the usual one is an outlier of the account's own.</summary>
    private const double OutlierMultiple = 3;
    private const int OutlierHistory = 3;

    /// <summary>
    /// Standard deviations beyond which an amount is learned as if it lay there: 99.9 % of a normal one.
    /// </summary>
    private const double ModelDeviations = 3.09;

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (!context.HasMoney || context.Amount == 0)
        {
            return;
        }

        var log = context.Usual.Logs;
        values[(int)FeatureId.AmountLogDeviation] =
            (context.LogAmount - log.Mean) / (log.Spread * Math.Sqrt(1 + (1 / (log.Count + Priors.Weight))));
        if (context.Credit)
        {
            return; // what came in is compared with what comes in, not with payments
        }

        var amount = context.Usual.Amounts;
        values[(int)FeatureId.AmountRatio] = context.Amount / amount.Mean;
        values[(int)FeatureId.AmountDeviation] = (context.Amount - amount.Mean) / amount.Spread;
    }

    public static bool HasLittleHistory(in ScoringContext context) => context.Usual.Logs.Count < EnoughHistory;

    public static Reason Explain(in ScoringContext context) => new()
    {
        Code = HasLittleHistory(context) ? ReasonCode.AmountLittleHistory : ReasonCode.AmountUnusual,
        Value = context.Amount,
        Usual = Usual(context),
    };

    /// <summary>Whether the account itself would call it an outlier.</summary>
    public static bool IsOwnOutlier(in ScoringContext context)
    {
        var amount = context.Usual.Amounts;
        return !context.Credit && amount.Count >= OutlierHistory && context.Amount > OutlierMultiple * amount.Mean;
    }

    /// <summary>
    /// The amount as the profile learns it, so that one huge error cannot make everything after it look small.
    /// </summary>
    public static (long Amount, double Log) Learned(in ScoringContext context)
    {
        var log = context.Usual.Logs;
        var bound = log.Mean + (ModelDeviations * log.Spread * Math.Sqrt(1 + (1 / (log.Count + Priors.Weight))));
        return context.LogAmount <= bound
            ? (context.Amount, context.LogAmount)
            : ((long)Exponential.Exp(bound), bound);
    }

    private static double Usual(in ScoringContext context) => context.Credit
        ? Exponential.Exp(context.Usual.Logs.Mean) - 1
        : context.Usual.Amounts.Mean;
}
