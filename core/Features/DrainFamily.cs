using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>Money leaving as fast as it can: the share of what was there, and what came in only to go out.</summary>
internal static class DrainFamily
{
    /// <summary>Less than this share of a usual payment coming in is not worth passing through.</summary>
    private const double WorthPassing = 1;

    /// <summary>The greatest share that is told apart: more than was there.</summary>
    private const double Most = 2;

    public static void Measure(in Moment moment, ref FeatureValues values)
    {
        if (moment.Credit || !moment.HasMoney || moment.Amount == 0)
        {
            return;
        }

        values[(int)FeatureId.Drain] = ShareGone(moment);
        values[(int)FeatureId.PassedThrough] = SharePassed(moment);
    }

    public static Reason Explain(in FeatureValues values, double drainSurprise, double passedSurprise) =>
        drainSurprise >= passedSurprise || double.IsNaN(passedSurprise)
            ? new()
            {
                Code = ReasonCode.BalanceDrained,
                Value = 100 * values[(int)FeatureId.Drain],
                Usual = double.NaN,
            }
            : new()
            {
                Code = ReasonCode.MoneyPassedThrough,
                Value = 100 * values[(int)FeatureId.PassedThrough],
                Usual = double.NaN,
            };

    /// <summary>The payment as a share of the balance before it; up to 2.</summary>
    public static double ShareOfBalance(in Moment moment)
    {
        if (moment.Credit || !moment.HasMoney || moment.Amount == 0)
        {
            return double.NaN;
        }

        var before = BalanceBefore(moment);
        return before <= 0 ? Most : Math.Min(Most, moment.Amount / before);
    }

    /// <summary>
    /// What has left within 24 hours with this payment, as a share of what was there before; up to 2.
    /// </summary>
    private static double ShareGone(in Moment moment)
    {
        var gone = moment.Usual.Day.SumEstimate;
        var there = BalanceBefore(moment) + gone;
        return there <= 0 ? Most : Math.Min(Most, (moment.Amount + gone) / there);
    }

    /// <summary>Not a number where no balance is known.</summary>
    private static double BalanceBefore(in Moment moment)
    {
        var header = new AccountHeader(moment.State);
        var stated = moment.Transaction.BalanceMinor;
        return header.BalanceKnown ? header.Balance
            : stated is { } after && moment.Transaction.Status == TransactionStatus.Booked
                ? (double)after + moment.Amount
                : double.NaN;
    }

    /// <summary>How near the payment is to what came in within about a day: 1 where it is the same.</summary>
    private static double SharePassed(in Moment moment)
    {
        var came = new DecayedSums(moment.State).SumAt(HalfLives.Day, credit: true, moment.Now);
        if (came < WorthPassing * moment.Usual.Amounts.Mean)
        {
            return double.NaN;
        }

        return moment.Amount <= came ? moment.Amount / came : came / moment.Amount;
    }
}
