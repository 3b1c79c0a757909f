using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Observations;

/// <summary>
/// A label as the account folds it: which transaction, what it was called before, what it is called now.
/// </summary>
/// <param name="Sequence">Number of this event in the account; labels take a number like transactions do.</param>
/// <param name="Transaction">Sequence of the labelled transaction.</param>
/// <param name="Identity">Its identity hash.</param>
/// <param name="CivilDay">Its civil day.</param>
/// <param name="Counterparty">Its counterparty hash, 0 for none.</param>
/// <param name="Before">The label in force until now; <see cref="LabelKind.Withdrawn"/> for none.</param>
/// <param name="After">The label in force from now on.</param>
/// <param name="KnownAt">When it became known, milliseconds since 1970-01-01T00:00Z.</param>
public readonly record struct LabelEvent(
    long Sequence, long Transaction, ulong Identity, int CivilDay, ulong Counterparty,
    LabelKind Before, LabelKind After, long KnownAt);
