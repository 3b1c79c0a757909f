using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// A tenant's published model deployments with their models, in this process's memory. Of those whose time has come the
/// one with the greatest number counts: a later one put up for an earlier time leaves no room for the one before.
/// </summary>
internal sealed class ModelDeploymentCache(IReferenceDataStore store, IModelStore? models)
{
    private readonly DeployedModels _models = new(models);
    private readonly ConcurrentDictionary<(TenantId Tenant, int Version), ModelDeployment> _byNumber = new();

    public static ModelDeployment At(IReadOnlyList<ModelDeployment> deployments, long now)
    {
        for (var i = 0; i < deployments.Count; i++)
        {
            if (deployments[i].From <= now)
            {
                return deployments[i];
            }
        }

        return ModelDeployment.None;
    }

    /// <summary>
    /// The newest first, down to one that counts by now; the same list where no newer one was published.
    /// </summary>
    public async ValueTask<IReadOnlyList<ModelDeployment>> Newest(
        TenantId tenant, IReadOnlyList<ModelDeployment> known, long now, CancellationToken cancel)
    {
        var newest = await store.Newest(tenant, ReferenceDataKind.ModelDeployment, cancel).ConfigureAwait(false);
        if (newest is null || newest.Version <= known[0].Version)
        {
            return known;
        }

        var found = new List<ModelDeployment>();
        for (var version = newest.Version; version > 0 && (found.Count == 0 || found[^1].From > now); version--)
        {
            found.Add(await Find(tenant, version, cancel).ConfigureAwait(false)
                ?? throw new ReferenceDataUnreadableException(
                $"the model deployment {version} of tenant {tenant} is not there"));
        }

        return found[^1].From > now ? [.. found, ModelDeployment.None] : found;
    }

    /// <summary>The model deployment of that number, which a record names; null where there is none.</summary>
    public async ValueTask<ModelDeployment?> Find(TenantId tenant, int version, CancellationToken cancel)
    {
        if (version == 0)
        {
            return ModelDeployment.None;
        }

        if (_byNumber.TryGetValue((tenant, version), out var kept))
        {
            return kept;
        }

        if (await store.Find(tenant, ReferenceDataKind.ModelDeployment, version, cancel).ConfigureAwait(
            false) is not { } found)
        {
            return null;
        }

        if (_byNumber.Count >= TenantLimits.OlderVersionsMax)
        {
            _byNumber.Clear();
        }

        var deployment =
            await _models.Of(tenant, version, ModelDeploymentContent.Read(found), cancel).ConfigureAwait(false);
        return _byNumber[(tenant, version)] = deployment;
    }
}
