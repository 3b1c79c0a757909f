using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// Makes model deployments of plans: reads each model from the registry, checks it whole, and keeps it in memory. A
/// tenant's plan reads that tenant's registry and no other.
/// </summary>
internal sealed class DeployedModels(IModelStore? store)
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Hash), CheckedModel> _models = new();

    /// <summary>Throws <see cref="ModelUnreadableException"/> where a model cannot be had as it was put up.</summary>
    public async ValueTask<ModelDeployment> Of(
        TenantId tenant, int version, ModelDeploymentPlan plan, CancellationToken cancel)
    {
        var anomaly = plan.Anomaly is null ? null : await Named(tenant, plan.Anomaly, cancel).ConfigureAwait(false);
        var challengers = new List<NamedModel>();
        foreach (var hash in plan.Challengers)
        {
            challengers.Add(await Named(tenant, hash, cancel).ConfigureAwait(false));
        }

        var credit = plan.Credit is not { } card ? null : new NamedCard(
            card, (await Load(tenant, card, cancel).ConfigureAwait(false)).Card ?? throw Missing(card));
        return new ModelDeployment(version, plan.From, anomaly, challengers, credit);
    }

    private async ValueTask<NamedModel> Named(TenantId tenant, string hash, CancellationToken cancel) => new(
        hash, (await Load(tenant, hash, cancel).ConfigureAwait(false)).Model ?? throw Missing(hash));

    private async ValueTask<CheckedModel> Load(TenantId tenant, string hash, CancellationToken cancel)
    {
        if (_models.TryGetValue((tenant, hash), out var kept))
        {
            return kept;
        }

        var file = store is null ? null : await store.File(tenant, hash, cancel).ConfigureAwait(false);
        var read = ModelReading.Read(file ?? throw Missing(hash));
        if (read.Hash != hash)
        {
            throw new ModelUnreadableException($"the file kept as {hash} has the hash {read.Hash}");
        }

        if (_models.Count >= TenantLimits.ModelsLoadedMax)
        {
            _models.Clear();
        }

        return _models[(tenant, hash)] = read;
    }

    private static ModelUnreadableException Missing(string hash) =>
        new($"the registry has no model {hash} for this role");
}
