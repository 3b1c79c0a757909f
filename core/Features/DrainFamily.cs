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

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        if (context.Credit || !context.HasMoney || context.Amount == 0)
        {
            return;
        }

        values[(int)FeatureId.Drain] = ShareGone(context);
        values[(int)FeatureId.PassedThrough] = SharePassed(context);
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

    /// <summary>The payment as a share of the balance before it; 0 where there is none or it is not known.</summary>
    public static double OfBalance(in ScoringContext context) =>
        BalanceBefore(context) is > 0 and var before ? context.Amount / before : 0;

    /// <summary>The payment as a share of the balance before it; up to 2.</summary>
    public static double ShareOfBalance(in ScoringContext context)
    {
        if (context.Credit || !context.HasMoney || context.Amount == 0)
        {
            return double.NaN;
        }

        var before = BalanceBefore(context);
        return before <= 0 ? Most : Math.Min(Most, context.Amount / before);
    }

    /// <summary>
    /// What has left within 24 hours with this payment, as a share of what was there before; up to 2.
    /// </summary>
    private static double ShareGone(in ScoringContext context)
    {
        var gone = context.Usual.Day.SumEstimate;
        var there = BalanceBefore(context) + gone;
        return there <= 0 ? Most : Math.Min(Most, (context.Amount + gone) / there);
    }

    /// <summary>Not a number where no balance is known.</summary>
    private static double BalanceBefore(in ScoringContext context)
    {
        var header = new AccountHeader(context.State);
        var stated = context.Transaction.BalanceMinor;
        return header.BalanceKnown ? header.Balance
            : stated is { } after && context.Transaction.Status == TransactionStatus.Booked
                ? (double)after + context.Amount
                : double.NaN;
    }

    /// <summary>How near the payment is to what came in within about a day: 1 where it is the same.</summary>
    private static double SharePassed(in ScoringContext context)
    {
        var came = new DecayedSums(context.State).SumAt(HalfLives.Day, credit: true, context.Now);
        if (came < WorthPassing * context.Usual.Amounts.Mean)
        {
            return double.NaN;
        }

        return context.Amount <= came ? context.Amount / came : came / context.Amount;
    }
}
