using Orleans.Concurrency;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces;

/// <summary>
/// A tenant on the cluster, under the key <c>t/{tenant}</c>. Leases are handed out while a change waits for the store.
/// </summary>
[Orleans.CodeGeneration.Version(2)]
[Alias("orleansrisk.tenant")]
public interface ITenantGrain : ITenant, IGrainWithStringKey
{
    /// <inheritdoc cref="ITenant.LeaseLines"/>
    [AlwaysInterleave]
    new ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request);
}
