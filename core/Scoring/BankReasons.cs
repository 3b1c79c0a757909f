using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// What is said of a bank account's transaction: figures that can be counted again in its rows, or that are at least so
/// much, where the state remembers no more. From scoring version 4.
/// </summary>
internal static class BankReasons
{
    public static Reason Explain(Family family, in ScoringContext context, in BankSignals signals) =>
        family switch
        {
            Family.Amount => Amount(context),
            Family.Velocity => Pace(context, signals),
            Family.Drain when signals.JustArrived >= 1 => Plain(ReasonCode.MoneyJustArrived),
            Family.Drain => Drain(context),
            Family.Novelty => Novelty(context, signals),
            _ => CounterpartyFamily.Explain(context) is { Code: ReasonCode.CounterpartyRecentFraud } recent
                ? recent
                : Plain(ReasonCode.CounterpartyRisk), // a smoothed share is no count of rows
        };

    /// <summary>Beside all that was booked out in 30 days; a credit is compared with nothing.</summary>
    private static Reason Amount(in ScoringContext context) => context.Credit || context.Usual.Spent <= 0
        ? Plain(ReasonCode.AmountOfMonth)
        : new() { Code = ReasonCode.AmountOfMonth, Value = context.Amount, Usual = context.Usual.Spent };

    private static Reason Pace(in ScoringContext context, in BankSignals signals) =>
        signals.Others > 0
            ? new()
            {
                Code = ReasonCode.CounterpartiesNew,
                Value = signals.Parties.SinceYesterday,
                Usual = double.NaN,
            }
            : new()
            {
                Code = ReasonCode.PaymentsOfDay,
                Value = context.Usual.Day.Count + (context.IsAttempt ? 1 : 0),
                Usual = context.Usual.Payments / (double)Usual.HistoryDays,
            };

    private static Reason Drain(in ScoringContext context)
    {
        var share = DrainFamily.OfBalance(context);
        return share > 0
            ? new() { Code = ReasonCode.BalanceShare, Value = 100 * share, Usual = double.NaN }
            : Plain(ReasonCode.BalanceDrained);
    }

    private static Reason Novelty(in ScoringContext context, in BankSignals signals)
    {
        if (context.Credit)
        {
            return new() { Code = ReasonCode.PayersNew, Value = signals.Parties.Payers, Usual = double.NaN };
        }

        if (signals.Settings > 0)
        {
            var country = NoveltyFamily.Country(context);
            var rarity = country is { Seen: 0, Total: > 0 } ? country : NoveltyFamily.Device(context);
            return Plain(rarity.Code); // what was counted holds credits, too, and the sentence speaks of payments
        }

        var met = context.Met;
        return met.Transactions == 0
            ? Plain(ReasonCode.CounterpartyNew)
            : new()
            {
                Code = ReasonCode.CounterpartyRecent,
                Value = context.Inputs.CivilDay - met.FirstDay,
                Usual = met.Payments,
            };
    }

    private static Reason Plain(ReasonCode code) => new() { Code = code, Value = double.NaN, Usual = double.NaN };
}
