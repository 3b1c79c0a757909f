using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterparties;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Tenants.Counterparties;

/// <summary>One counterparty, whoever hosts it: a view of what is published, with nothing of its own to lose.</summary>
public sealed class CounterpartyActor(IPublished published, TenantId tenant, ulong counterparty)
{
    /// <summary>What accounts are shown of it; not found where nothing is published anywhere.</summary>
    public async ValueTask<CounterpartyOutcome> Describe()
    {
        var figures = await published.Figures(tenant, counterparty);
        return figures.Known
            ? new CounterpartyOutcome(figures, Refusal.None)
            : new CounterpartyOutcome(default, Refusal.NotFound);
    }
}
