using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Folds;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core;

/// <summary>
/// The whole product in one call: state and transaction in, next state and decision out. Nothing else is read.
/// </summary>
public static class Assessment
{
    /// <summary>
    /// Scores the transaction against the state before it, then folds it into <paramref name="state"/>.
    /// </summary>
    public static void Assess(Span<byte> state, Transaction transaction, in Observed observed, PublishedTables tables,
        out Decision decision)
    {
        decision = default;
        var moment = new Moment(state, transaction, in observed);
        if (IsScored(moment))
        {
            Anomaly.Score(moment, tables.Population, ref decision);
        }
        else
        {
            Anomaly.Skip(moment, ref decision);
        }

        if (!moment.IsAttempt)
        {
            Anomaly.ForgetBins(ref decision); // the population counts a transaction once
        }

        decision.Outcome = observed.History
            ? Outcome.None
            : tables.Policy.OutcomeOf(decision.Anomaly.Score, transaction.Status);
        decision.Flags = TransactionFold.Apply(moment);
        decision.Credit = CreditScoring.Renew(moment);
        if (IsScored(moment))
        {
            LastAnomaly.Write(state, decision.Anomaly);
        }
    }

    /// <summary>Folds what became known of an earlier transaction.</summary>
    public static void Label(Span<byte> state, in LabelEvent label) => LabelFold.Apply(state, label);

    /// <summary>What has ended, or lies before the watermark, is folded but says nothing of now.</summary>
    private static bool IsScored(in Moment moment) =>
        !moment.BeforeWatermark
            && moment.Transaction.Status is TransactionStatus.Authorised or TransactionStatus.Booked;
}
