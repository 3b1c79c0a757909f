using System.Buffers.Binary;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>
/// Versions of reference data that stand still: the shipped population, the standard policy, and figures made from the
/// counterparty's hash.
/// </summary>
internal sealed class FixedPublished : IReferenceData
{
    /// <summary>Versions of the policy that are not kept any more.</summary>
    public HashSet<int> Lost { get; } = [];

    /// <summary>No model deployment is kept any more.</summary>
    public bool LostModelDeployments { get; set; }

    private readonly List<ModelDeployment> _deployments = [Core.Models.ModelDeployment.None];

    /// <summary>What each tenant's rules say; those who have none are not there.</summary>
    public Dictionary<TenantId, CategoryRules> Rules { get; } = [];

    public CategoryRules CategoryRules(TenantId tenant) =>
        Rules.GetValueOrDefault(tenant, OrleansRisk.Tenants.Categories.CategoryRules.None);

    public Policy Current { get; private set; } = Core.Policies.Policy.Standard;

    public ValueTask<CounterpartyStatistics> Figures(TenantId tenant, ulong counterparty) => new(counterparty % 3 == 0
        ? default
        : new CounterpartyStatistics
        {
            Known = true,
            Version = 7,
            RiskPpm = (int)(counterparty % 50_000),
            DaysSinceFraud = -1,
            EventsIn30Days = (int)(counterparty % 90),
            Accounts = (int)(counterparty % 40),
        });

    public PopulationTable Population(TenantId tenant) => PopulationTable.Shipped;

    public ValueTask<PopulationTable?> Population(TenantId tenant, int version, CancellationToken cancel) =>
        new(version == PopulationTable.Shipped.Version ? PopulationTable.Shipped : null);

    public Policy Policy(TenantId tenant) => Current;

    public void PutUp(ModelDeployment deployment) => _deployments.Add(deployment);

    public ModelDeployment ModelDeployment(TenantId tenant) => _deployments[^1];

    public ValueTask<ModelDeployment?> ModelDeployment(TenantId tenant, int version, CancellationToken cancel) =>
        new(LostModelDeployments ? null : _deployments.Find(each => each.Version == version));

    public ValueTask<Policy?> Policy(TenantId tenant, int version, CancellationToken cancel) => new(
        Lost.Contains(version) ? null : version == Current.Version ? Current : Core.Policies.Policy.Standard);

    /// <summary>Has thresholds count that a tenant has published.</summary>
    public void Follow(ReferenceDataVersion published)
    {
        if (published.Kind == ReferenceDataKind.Policy)
        {
            var content = published.Content.Span; // format, and the two scores
            Current = new Policy(
                published.Version, BinaryPrimitives.ReadInt16LittleEndian(content[1..]),
                BinaryPrimitives.ReadInt16LittleEndian(content[3..]));
        }
    }
}
