using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// What accounts read from outside themselves: immutable and numbered, loaded before the host is ready, read without
/// any call in the path of a transaction.
/// </summary>
public interface IReferenceData
{
    /// <summary>
    /// Figures of a counterparty as of the newest published; a figure absent from the cache is read in a grouped,
    /// bounded read.
    /// </summary>
    ValueTask<CounterpartyStatistics> Figures(TenantId tenant, ulong counterparty);

    /// <summary>
    /// The same for one transaction of one account; who pins figures to a first run tells them apart by it.
    /// </summary>
    ValueTask<CounterpartyStatistics> StatisticsFor(
        TenantId tenant, AccountKey account, long sequence, ulong counterparty) =>
        Figures(tenant, counterparty);

    /// <summary>
    /// The tables that one transaction of one account must be assessed by; null, as always where nobody pins them,
    /// where the newest count.
    /// </summary>
    ReferenceTables? TablesFor(TenantId tenant, AccountKey account, long sequence) => null;

    /// <summary>The newest population table of the tenant.</summary>
    PopulationTable Population(TenantId tenant);

    /// <summary>A population table that a record names; null where it is not kept any more.</summary>
    ValueTask<PopulationTable?> Population(TenantId tenant, int version, CancellationToken cancel);

    Policy Policy(TenantId tenant);

    /// <summary>The tenant's models as they stand for a transaction that arrives now.</summary>
    ModelDeployment ModelDeployment(TenantId tenant) => Core.Models.ModelDeployment.None;

    /// <summary>A model deployment that a record names; number 0 has no models. Null where it is not there.</summary>
    ValueTask<ModelDeployment?> ModelDeployment(TenantId tenant, int version, CancellationToken cancel) =>
        new(version == 0 ? Core.Models.ModelDeployment.None : null);

    /// <summary>What the tenant's rules say payees are paid for; from scoring version 3.</summary>
    CategoryRules CategoryRules(TenantId tenant) => Categories.CategoryRules.None;

    ValueTask<Policy?> Policy(TenantId tenant, int version, CancellationToken cancel);
}
