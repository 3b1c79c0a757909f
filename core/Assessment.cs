using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core;

/// <summary>The whole product in one call: state and transaction in, next state and decision out. Nothing else is read.</summary>
public static class Assessment
{
    /// <summary>Scores the transaction against the state before it, then folds it into <paramref name="state"/>.</summary>
    public static void Assess(Span<byte> state, Transaction transaction, in Observed observed, PublishedTables tables, out Decision decision) =>
        throw new InvalidOperationException("core is being built");

    /// <summary>Folds what became known of an earlier transaction.</summary>
    public static void Label(Span<byte> state, in LabelEvent label) =>
        throw new InvalidOperationException("core is being built");
}
