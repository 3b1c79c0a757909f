using OrleansRisk.Actors.Counterparties;

namespace OrleansRisk.GrainInterfaces;

/// <summary>A counterparty on the cluster, under the key <c>t/{tenant}/c/{counterparty hash}</c>.</summary>
[Orleans.CodeGeneration.Version(1)]
[Alias("orleansrisk.counterparty")]
public interface ICounterpartyGrain : ICounterparty, IGrainWithStringKey;
