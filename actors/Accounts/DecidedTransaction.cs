using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>
/// A decision and what it was made from: all that an answer holds beside the transaction, which its sender has.
/// </summary>
/// <param name="Account">The lender's own account id.</param>
/// <param name="ScoringVersion">It was decided with this one.</param>
/// <param name="CurrencyNumber">
/// The account's currency by its ISO 4217 number: what money in scores and reasons is counted in, whatever the
/// transaction's own.
/// </param>
public sealed record DecisionAnswer(
    string Account, string Zone, DecisionInputs Inputs, Decision Decision, ushort ScoringVersion,
    ushort CurrencyNumber);

/// <summary>A recorded transaction with its decision: one entry of an <c>Assessed</c> record.</summary>
public sealed record DecidedTransaction(Transaction Transaction, DecisionAnswer Answer)
{
    public DecisionInputs Inputs => Answer.Inputs;

    /// <summary>Sequence of the better version that counts in its place; 0 for none.</summary>
    public long SupersededBy { get; init; }

    public Decision Decision => Answer.Decision;
}
