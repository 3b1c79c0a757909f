using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// The model deployments of tenants, to read: each is published, numbered and never taken back, so what was activated,
/// by whom and when stands for good.
/// </summary>
public sealed class ModelDeployments(IReferenceDataStore store, ReferenceDataCache cache)
{
    /// <summary>Every model deployment, the newest first; at most so many, from before that number.</summary>
    public ValueTask<IReadOnlyList<ModelDeploymentRow>> All(
        TenantId tenant, int before, int most, CancellationToken cancel) => All(store, tenant, before, most, cancel);

    /// <summary>Null if there is none of that number.</summary>
    public ValueTask<ModelDeploymentRow?> Find(TenantId tenant, int version, CancellationToken cancel) =>
        Find(store, tenant, version, cancel);

    /// <summary>The number that counts for what arrives now on this node; 0 for none.</summary>
    public async ValueTask<int> Counting(TenantId tenant, CancellationToken cancel)
    {
        await cache.FollowModelDeployments(tenant, cancel).ConfigureAwait(false);
        return cache.ModelDeployment(tenant).Version;
    }

    internal static async ValueTask<IReadOnlyList<ModelDeploymentRow>> All(
        IReferenceDataStore store, TenantId tenant, int before, int most, CancellationToken cancel)
    {
        var newest = await store.Newest(tenant, ReferenceDataKind.ModelDeployment, cancel).ConfigureAwait(false);
        var rows = new List<ModelDeploymentRow>();
        for (var version = Math.Min(before - 1, newest?.Version ?? 0); version > 0 && rows.Count < most; version--)
        {
            if (await Find(store, tenant, version, cancel).ConfigureAwait(false) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    internal static async ValueTask<ModelDeploymentRow?> Find(
        IReferenceDataStore store, TenantId tenant, int version, CancellationToken cancel) =>
        await store.Find(tenant, ReferenceDataKind.ModelDeployment, version, cancel).ConfigureAwait(false) is { } found
            ? new ModelDeploymentRow(version, found.PublishedAt, ModelDeploymentContent.Read(found))
            : null;
}

/// <param name="At">When it was put up, milliseconds since 1970.</param>
public sealed record ModelDeploymentRow(int Version, long At, ModelDeploymentPlan Plan);
