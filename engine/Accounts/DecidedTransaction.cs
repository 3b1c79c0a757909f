using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Engine.Accounts;

/// <summary>A recorded transaction with all it was decided from: one entry of an <c>Assessed</c> record.</summary>
/// <param name="Account">The lender's own account id.</param>
/// <param name="FoldVersion">Fold it was decided with.</param>
public sealed record DecidedTransaction(
    string Account, string Zone, Transaction Transaction, Observed Observed, Decision Decision, ushort FoldVersion);
