using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Histories;

/// <summary>A household and all that was booked on its accounts, in order of time.</summary>
internal sealed record History(Household Household, IReadOnlyList<Entry> Entries);
