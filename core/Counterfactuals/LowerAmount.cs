using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Counterfactuals;

/// <summary>
/// The most that could have been paid for a milder outcome: the one thing of a transaction that is its customer's to
/// choose. Every feature that follows from the amount moves with it, for the whole transaction is assessed again on the
/// state before it, under the same tables, whoever scored it: the surprise or a model.
/// </summary>
public static class LowerAmount
{
    /// <summary>Amounts tried, evenly from the one paid down to nothing, before the last step is halved.</summary>
    public const int Steps = 1_000;

    /// <summary>
    /// Null where no amount on the way down is milder. One minor unit more than the amount found is not milder.
    /// </summary>
    /// <param name="before">The state before the transaction; left as it is.</param>
    public static Counterfactual? Find(
        ushort scoringVersion, ReadOnlySpan<byte> before, Transaction transaction, DecisionInputs inputs,
        ReferenceTables tables)
    {
        var scratch = new byte[before.Length];
        var paid = transaction.AmountMinor;
        var made = Assess(scoringVersion, before, scratch, transaction, paid, inputs, tables).Outcome;
        var last = paid;
        for (var step = 1; step <= Steps; step++)
        {
            var amount = Amount(paid, step);
            if (amount < 1)
            {
                return null;
            }

            if (amount == last)
            {
                continue;
            }

            if (Assess(scoringVersion, before, scratch, transaction, amount, inputs, tables).Outcome < made)
            {
                return Closest(scoringVersion, before, scratch, transaction, (amount, last), inputs, tables, made);
            }

            last = amount;
        }

        return null;
    }

    /// <summary>The amount of a step.</summary>
    public static long Amount(long paid, int step) => (long)((Int128)paid * (Steps - step) / Steps);

    private static Counterfactual Closest(
        ushort scoringVersion, ReadOnlySpan<byte> before, byte[] scratch, Transaction transaction,
        (long Milder, long Not) between, DecisionInputs inputs, ReferenceTables tables, Outcome made)
    {
        var (milder, not) = between;
        while (not - milder > 1)
        {
            var middle = milder + ((not - milder) / 2);
            var found = Assess(scoringVersion, before, scratch, transaction, middle, inputs, tables).Outcome < made;
            (milder, not) = found ? (middle, not) : (milder, middle);
        }

        var decision = Assess(scoringVersion, before, scratch, transaction, milder, inputs, tables);
        var paid = transaction.AmountMinor;
        return new Counterfactual(
            FeatureNumber.AmountValue, paid, milder, (paid - milder) / (double)paid, decision.Anomaly.Score,
            decision.Outcome);
    }

    private static Decision Assess(
        ushort scoringVersion, ReadOnlySpan<byte> before, byte[] scratch, Transaction transaction, long amount,
        in DecisionInputs inputs, ReferenceTables tables)
    {
        before.CopyTo(scratch);
        Assessment.Assess(scoringVersion, scratch, With(transaction, amount), inputs, tables, out var decision);
        return decision;
    }

    /// <summary>A balance that was stated stands for what is left after it: with less paid, more is left.</summary>
    private static Transaction With(Transaction transaction, long amount)
    {
        var less = transaction.AmountMinor - amount;
        var signed = transaction.Direction == Direction.Debit ? less : -less;
        return transaction with { AmountMinor = amount, BalanceMinor = transaction.BalanceMinor + signed };
    }
}
