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

    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (!moment.HasMoney || moment.Amount == 0)
        {
            return;
        }

        var log = moment.Usual.Logs;
        values[(int)FeatureId.AmountLogDeviation] =
            (moment.LogAmount - log.Mean) / (log.Spread * Math.Sqrt(1 + (1 / (log.Count + Priors.Weight))));
        if (moment.Credit)
        {
            return; // what came in is compared with what comes in, not with payments
        }

        var amount = moment.Usual.Amounts;
        values[(int)FeatureId.AmountRatio] = moment.Amount / amount.Mean;
        values[(int)FeatureId.AmountDeviation] = (moment.Amount - amount.Mean) / amount.Spread;
    }

    public static bool HasLittleHistory(in Moment moment) => moment.Usual.Logs.Count < EnoughHistory;

    public static Reason Explain(in Moment moment) => new()
    {
        Code = HasLittleHistory(moment) ? ReasonCode.AmountLittleHistory : ReasonCode.AmountUnusual,
        Value = moment.Amount,
        Usual = Usual(moment),
    };

    /// <summary>Whether the account itself would call it an outlier.</summary>
    public static bool IsOwnOutlier(in Moment moment)
    {
        var amount = moment.Usual.Amounts;
        return !moment.Credit && amount.Count >= OutlierHistory && moment.Amount > OutlierMultiple * amount.Mean;
    }

    /// <summary>
    /// The amount as the profile learns it, so that one huge error cannot make everything after it look small.
    /// </summary>
    public static (long Amount, double Log) Learned(in Moment moment)
    {
        var log = moment.Usual.Logs;
        var bound = log.Mean + (ModelDeviations * log.Spread * Math.Sqrt(1 + (1 / (log.Count + Priors.Weight))));
        return moment.LogAmount <= bound
            ? (moment.Amount, moment.LogAmount)
            : ((long)Exponential.Exp(bound), bound);
    }

    private static double Usual(in Moment moment) => moment.Credit
        ? Exponential.Exp(moment.Usual.Logs.Mean) - 1
        : moment.Usual.Amounts.Mean;
}
