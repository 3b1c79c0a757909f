using OrleansRisk.Api.Parameters;

namespace OrleansRisk.Api.Decisions;

/// <summary>Which of an account's decisions are asked for.</summary>
internal static class DecisionParameters
{
    public static readonly Token After = new(
        "after", "Decision to begin after.", "the id of a decision of this account");

    public static readonly Token Transaction = new(
        "transaction", "Only decisions on this transaction id.", "a transaction's id, at most 64 characters")
    {
        Personal = true,
    };

    public static readonly Instant From = new("from", "Only transactions from this time on.");
    public static readonly Instant To = new("to", "Only transactions before this time.");
}
