using System.Collections.Frozen;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Tenants.InForce;

/// <summary>What the assessment of one transaction read of what is published.</summary>
public sealed record PinnedObservation(CounterpartyStatistics Figures, ReferenceTables Tables);

/// <summary>
/// Hands out what a first run observed, by account and sequence; all else comes from the inner one. With it a second
/// run over the same transactions must reach the same bits, whatever it would itself have read.
/// </summary>
public sealed class PinnedReferenceData(
    IReferenceData inner,
    IReadOnlyDictionary<(TenantId Tenant, AccountKey Account, long Sequence), PinnedObservation> pinned)
        : IReferenceData
{
    private readonly FrozenDictionary<(TenantId, int), PopulationTable> _populations = pinned
        .Select(each => (each.Key.Tenant, Table: each.Value.Tables.Population))
        .DistinctBy(each => (each.Tenant, each.Table.Version))
        .ToFrozenDictionary(each => (each.Tenant, each.Table.Version), each => each.Table);

    private readonly FrozenDictionary<(TenantId, int), ModelDeployment> _deployments = pinned
        .Select(each => (each.Key.Tenant, each.Value.Tables.ModelDeployment))
        .DistinctBy(each => (each.Tenant, each.ModelDeployment.Version))
        .ToFrozenDictionary(each => (each.Tenant, each.ModelDeployment.Version), each => each.ModelDeployment);

    public ValueTask<CounterpartyStatistics> Figures(TenantId tenant, ulong counterparty) =>
        inner.Figures(tenant, counterparty);

    public ValueTask<CounterpartyStatistics> StatisticsFor(
        TenantId tenant, AccountKey account, long sequence, ulong counterparty) =>
        pinned.TryGetValue((tenant, account, sequence), out var first)
            ? new ValueTask<CounterpartyStatistics>(first.Figures)
            : inner.StatisticsFor(tenant, account, sequence, counterparty);

    public ReferenceTables? TablesFor(TenantId tenant, AccountKey account, long sequence) =>
        pinned.GetValueOrDefault((tenant, account, sequence))?.Tables;

    public PopulationTable Population(TenantId tenant) => inner.Population(tenant);

    /// <summary>One that the first run read; a number that both runs gave away means the first run's.</summary>
    public ValueTask<PopulationTable?> Population(TenantId tenant, int version, CancellationToken cancel) =>
        _populations.TryGetValue((tenant, version), out var table)
            ? new ValueTask<PopulationTable?>(table)
            : inner.Population(tenant, version, cancel);

    public ModelDeployment ModelDeployment(TenantId tenant) => inner.ModelDeployment(tenant);

    public ValueTask<ModelDeployment?> ModelDeployment(TenantId tenant, int version, CancellationToken cancel) =>
        _deployments.TryGetValue((tenant, version), out var deployment)
            ? new ValueTask<ModelDeployment?>(deployment)
            : inner.ModelDeployment(tenant, version, cancel);

    public Policy Policy(TenantId tenant) => inner.Policy(tenant);

    public CategoryRules CategoryRules(TenantId tenant) => inner.CategoryRules(tenant);

    public ValueTask<Policy?> Policy(TenantId tenant, int version, CancellationToken cancel) =>
        inner.Policy(tenant, version, cancel);
}
