using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>Money leaving as fast as it can: the share of what was there, and what came in only to go out.</summary>
internal static class DrainFamily
{
    /// <summary>Less than this share of a usual payment coming in is not worth passing through.</summary>
    private const double WorthPassing = 1;

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

    /// <summary>
    /// What has left within 24 hours with this payment, as a share of what was there before; up to 2.
    /// </summary>
    private static double ShareGone(in Moment moment)
    {
        var header = new AccountHeader(moment.State);
        var stated = moment.Transaction.BalanceMinor;
        if (!header.BalanceKnown && (stated is null || moment.Transaction.Status != TransactionStatus.Booked))
        {
            return double.NaN;
        }

        var before = header.BalanceKnown ? header.Balance : (double)stated!.Value + moment.Amount;
        var gone = moment.Usual.Day.SumEstimate;
        var there = before + gone;
        return there <= 0 ? 2 : Math.Min(2, (moment.Amount + gone) / there);
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
