using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces;

/// <summary>A tenant on the cluster, under the key <c>t/{tenant}</c>.</summary>
[Orleans.CodeGeneration.Version(6)]
[Alias("orleansrisk.tenant")]
public interface ITenantGrain : ITenant, IGrainWithStringKey;
