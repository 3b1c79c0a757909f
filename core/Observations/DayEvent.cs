namespace OrleansRisk.Core.Observations;

/// <summary>A civil day of the account that has ended, as the account folds it.</summary>
/// <param name="Sequence">Number of this event in the account; closed days take a number like transactions do.</param>
/// <param name="Day">The day that has ended, days since 1970-01-01 in the account's zone.</param>
public readonly record struct DayEvent(long Sequence, int Day);
