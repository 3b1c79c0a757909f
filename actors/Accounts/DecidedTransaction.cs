using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>A recorded transaction with all it was decided from: one entry of an <c>Assessed</c> record.</summary>
/// <param name="Account">The lender's own account id.</param>
/// <param name="ScoringVersion">Fold it was decided with.</param>
/// <param name="CurrencyNumber">
/// The account's currency by its ISO 4217 number: what money in scores and reasons is counted in, whatever the
/// transaction's own.
/// </param>
public sealed record DecidedTransaction(
    string Account, string Zone, Transaction Transaction, DecisionInputs Inputs, Decision Decision,
    ushort ScoringVersion,
    ushort CurrencyNumber);
