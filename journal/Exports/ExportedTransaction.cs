using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Journal.Exports;

/// <summary>A recorded transaction for trainers: as it was first seen, and what became known of it.</summary>
/// <param name="Sequence">Its number in the account; with the account it names the transaction.</param>
/// <param name="Device">Keyed hash of the device, as of a counterparty; 0 where none is stated.</param>
/// <param name="Label">In force; null where nobody has said anything, or took it back.</param>
/// <param name="LabelledAt">When it became known, milliseconds since 1970.</param>
public sealed record ExportedTransaction(
    AccountKey Account, long Sequence, Transaction Transaction, DecisionInputs Inputs, ulong Device, LabelKind? Label,
    long LabelledAt);
