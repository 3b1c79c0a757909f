using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Publications;

/// <summary>
/// Hands out the figures that a first run observed, by account and sequence; all else comes from the inner one. With it
/// a second run over the same transactions must reach the same bits, whatever it would itself have read.
/// </summary>
public sealed class PinnedPublished(
    IPublished inner,
    IReadOnlyDictionary<(TenantId Tenant, AccountKey Account, long Sequence), CounterpartyFigures> figures) : IPublished
{
    public ValueTask<CounterpartyFigures> Figures(TenantId tenant, ulong counterparty) =>
        inner.Figures(tenant, counterparty);

    public ValueTask<CounterpartyFigures> FiguresFor(
        TenantId tenant, AccountKey account, long sequence, ulong counterparty) =>
        figures.TryGetValue((tenant, account, sequence), out var pinned)
            ? new ValueTask<CounterpartyFigures>(pinned)
            : inner.FiguresFor(tenant, account, sequence, counterparty);

    public PopulationTable Population(TenantId tenant) => inner.Population(tenant);

    public ValueTask<PopulationTable?> Population(TenantId tenant, int version, CancellationToken cancel) =>
        inner.Population(tenant, version, cancel);

    public Policy Policy(TenantId tenant) => inner.Policy(tenant);

    public ValueTask<Policy?> Policy(TenantId tenant, int version, CancellationToken cancel) =>
        inner.Policy(tenant, version, cancel);
}
