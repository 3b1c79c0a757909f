using Orleans;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>A part of what an account has recorded, as far as it counts.</summary>
/// <param name="Rows">By record, in order.</param>
/// <param name="Labels">What became known of its transactions, in order.</param>
/// <param name="LookedTo">Its newest event that was looked at.</param>
/// <param name="HasMore">The next part follows behind it.</param>
/// <param name="From">Events up to here are gone with their months; 0 if none are.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.recorded_history")]
public sealed record RecordedHistory(
    IReadOnlyList<RecordedRows> Rows, IReadOnlyList<LabelRequest> Labels, long LookedTo, bool HasMore, long From);

/// <summary>Transactions that were recorded together.</summary>
/// <param name="Sources">Where they came from, as <see cref="TransactionBatch.Sources"/>.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.recorded_rows")]
public sealed record RecordedRows(IReadOnlyList<Transaction> Items, IReadOnlyList<string> Sources);
