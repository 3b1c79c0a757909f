using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>How the amount compares with the account's own amounts, shrunk towards what is expected of any account.</summary>
internal static class AmountFamily
{
    /// <summary>Under this many payments of its kind an amount cannot weigh fully.</summary>
    public const int EnoughHistory = 5;

    /// <summary>The most it then weighs, in nats.</summary>
    public const double LittleHistoryCap = 3;

    /// <summary>An amount above this multiple of the usual one is an outlier of the account's own.</summary>
    private const double OutlierMultiple = 3;
    private const int OutlierHistory = 3;

    /// <summary>Standard deviations beyond which an amount is learned as if it lay there: 99.9 % of a normal one.</summary>
    private const double LearnedDeviations = 3.09;

    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (!moment.HasMoney || moment.Amount == 0)
        {
            return;
        }

        var log = Level.OfLogs(moment);
        values[(int)FeatureId.AmountLogDeviation] =
            (Logarithm.Log(1.0 + moment.Amount) - log.Mean) / (log.Spread * Math.Sqrt(1 + (1 / (log.Count + Priors.Weight))));
        if (moment.Credit)
        {
            return; // what came in is compared with what comes in, not with payments
        }

        var amount = Level.OfAmounts(moment);
        values[(int)FeatureId.AmountRatio] = moment.Amount / amount.Mean;
        values[(int)FeatureId.AmountDeviation] = (moment.Amount - amount.Mean) / amount.Spread;
    }

    public static bool HasLittleHistory(in Moment moment) => Level.OfLogs(moment).Count < EnoughHistory;

    public static Reason Explain(in Moment moment) => new()
    {
        Code = HasLittleHistory(moment) ? ReasonCode.AmountLittleHistory : ReasonCode.AmountUnusual,
        Value = moment.Amount,
        Usual = Usual(moment),
    };

    /// <summary>Whether the account itself would call it an outlier.</summary>
    public static bool IsOwnOutlier(in Moment moment)
    {
        var amount = Level.OfAmounts(moment);
        return !moment.Credit && amount.Count >= OutlierHistory && moment.Amount > OutlierMultiple * amount.Mean;
    }

    /// <summary>The amount as the profile learns it, so that one huge error cannot make everything after it look small.</summary>
    public static long Learned(in Moment moment)
    {
        var log = Level.OfLogs(moment);
        var bound = log.Mean + (LearnedDeviations * log.Spread * Math.Sqrt(1 + (1 / (log.Count + Priors.Weight))));
        return Logarithm.Log(1.0 + moment.Amount) <= bound ? moment.Amount : (long)Exponential.Exp(bound);
    }

    private static double Usual(in Moment moment) => moment.Credit
        ? Exponential.Exp(Level.OfLogs(moment).Mean) - 1
        : Level.OfAmounts(moment).Mean;
}

/// <summary>A shrunk mean and spread.</summary>
internal readonly record struct Level(double Count, double Mean, double Spread)
{
    public static Level OfLogs(in Moment moment)
    {
        var currency = new AccountHeader(moment.State).Currency;
        var own = new AmountMoments(moment.State).Log(moment.Meaning.Way);
        return Shrunk(own, Priors.Log(currency, moment.Meaning.Way), Priors.LogSpread);
    }

    public static Level OfAmounts(in Moment moment)
    {
        var expected = Priors.Amount(new AccountHeader(moment.State).Currency, PayWay.Card);
        return Shrunk(new AmountMoments(moment.State).Amount(), expected, expected * Priors.AmountSpread);
    }

    private static Level Shrunk(Moments own, double mean, double spread)
    {
        var weight = own.Count + Priors.Weight;
        var variance = ((own.Count * own.Variance) + (Priors.Weight * spread * spread)) / weight;
        return new(own.Count, ((own.Count * own.Mean) + (Priors.Weight * mean)) / weight, Math.Sqrt(variance));
    }
}
