using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>The tables that recorded transactions were assessed by, read once each.</summary>
internal sealed class RecordedTables(IReferenceData published, TenantId tenant)
{
    private readonly Dictionary<(int Population, int Policy, int Deployment), ReferenceTables> _tables = [];

    /// <summary>Reads those of a record's transactions, also without their models.</summary>
    public async ValueTask Take(RecordPayload body)
    {
        if (body is not TransactionsAssessed assessed)
        {
            return;
        }

        foreach (var entry in assessed.Entries)
        {
            await Take(entry.Inputs);
        }
    }

    public ReferenceTables Of(DecisionInputs inputs) => _tables[Key(inputs)];

    private async ValueTask Take(DecisionInputs inputs)
    {
        if (_tables.ContainsKey(Key(inputs)))
        {
            return;
        }

        var population = await published.Population(tenant, inputs.PopulationVersion, CancellationToken.None);
        var policy = await published.Policy(tenant, inputs.PolicyVersion, CancellationToken.None);
        var deployment = await ModelDeployment(inputs.ModelDeploymentVersion);
        _tables[Key(inputs)] = population is null || policy is null || deployment is null
            ? throw new AccountUnreadableException(UnavailableCause.ReferenceDataMissing, inputs.Sequence)
            : new ReferenceTables(population, policy) { ModelDeployment = deployment };
    }

    private async ValueTask<ModelDeployment?> ModelDeployment(int version)
    {
        try
        {
            return await published.ModelDeployment(tenant, version, CancellationToken.None);
        }
        catch (ModelUnreadableException)
        {
            return null;
        }
    }

    private static (int Population, int Policy, int Deployment) Key(in DecisionInputs inputs) =>
        (inputs.PopulationVersion, inputs.PolicyVersion, inputs.ModelDeploymentVersion);
}
