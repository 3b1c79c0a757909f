using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces;

/// <summary>
/// What one silo holds of a tenant, under the key <c>t/{tenant}/s/{silo}</c>: awake on that silo only.
/// </summary>
[Orleans.CodeGeneration.Version(1)]
[Alias("orleansrisk.tenant_silo")]
public interface ITenantSiloGrain : ITenantSilo, IGrainWithStringKey;
