using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Puts up model deployments: each is a published, numbered and never taken back, so what was activated, by whom and
/// when stands for good. Going back is a new one that equals an earlier one.
/// </summary>
public sealed class ModelDeployments(
    IReferenceDataStore store, IModelStore models, ITenantScoringVersions versions, ReferenceDataCache cache,
    TimeProvider time)
{
    /// <summary>Puts the models up from a time on, at once where it is null.</summary>
    public async ValueTask<ModelDeploymentOutcome> Activate(
        TenantId tenant, string by, long? from, ModelDeploymentPlan models, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var plan = models with { From = from ?? now, By = by };
        return plan.From < now || plan.From > now + (long)TenantLimits.ModelDeploymentAheadMax.TotalMilliseconds
            ? new ModelDeploymentOutcome(null, ModelDeploymentRefusal.FromOutOfRange)
            : await Refusal(tenant, plan, cancel).ConfigureAwait(false)
                ?? await Add(tenant, plan, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// The models of an earlier model deployment again, at once; of the one before the newest where it is null.
    /// </summary>
    public async ValueTask<ModelDeploymentOutcome> RollBack(
        TenantId tenant, string by, int? to, CancellationToken cancel)
    {
        var newest = await store.Newest(tenant, ReferenceDataKind.ModelDeployment, cancel).ConfigureAwait(false);
        var of = to ?? (newest?.Version ?? 0) - 1;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var earlier = of == 0 ? new ModelDeploymentPlan(now, 0, by, null, [], null)
            : await Plan(tenant, of, cancel).ConfigureAwait(false) is { } row ? row.Plan : null;
        return newest is null || earlier is null || of >= newest.Version
            ? new ModelDeploymentOutcome(null, ModelDeploymentRefusal.NoSuchModelDeployment)
            : await Add(tenant, earlier with { From = now, Of = of, By = by }, cancel).ConfigureAwait(false);
    }

    /// <summary>Every model deployment, the newest first; at most so many, from before that number.</summary>
    public async ValueTask<IReadOnlyList<ModelDeploymentRow>> All(
        TenantId tenant, int before, int most, CancellationToken cancel)
    {
        var newest = await store.Newest(tenant, ReferenceDataKind.ModelDeployment, cancel).ConfigureAwait(false);
        var rows = new List<ModelDeploymentRow>();
        for (var version = Math.Min(before - 1, newest?.Version ?? 0); version > 0 && rows.Count < most; version--)
        {
            if (await Plan(tenant, version, cancel).ConfigureAwait(false) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>The number that counts for what arrives now on this node; 0 for none.</summary>
    public async ValueTask<int> Counting(TenantId tenant, CancellationToken cancel)
    {
        await cache.FollowModelDeployments(tenant, cancel).ConfigureAwait(false);
        return cache.ModelDeployment(tenant).Version;
    }

    private async ValueTask<ModelDeploymentOutcome?> Refusal(
        TenantId tenant, ModelDeploymentPlan plan, CancellationToken cancel)
    {
        if (await versions.Of(tenant, cancel).ConfigureAwait(false) < ScoringVersions.Three)
        {
            return new ModelDeploymentOutcome(null, ModelDeploymentRefusal.ScoringVersionTooOld);
        }

        if (plan.Hashes.Distinct().Count() < plan.Hashes.Count())
        {
            return new ModelDeploymentOutcome(null, ModelDeploymentRefusal.ModelTwice);
        }

        foreach (var hash in plan.Hashes)
        {
            var role = hash == plan.Credit ? ModelRole.Credit : ModelRole.Anomaly;
            var row = await models.Find(tenant, hash, cancel).ConfigureAwait(false);
            if (row is null || row.About.Role != role)
            {
                return new ModelDeploymentOutcome(null, ModelDeploymentRefusal.NoSuchModel, hash);
            }

            // A challenger moves nothing: what it shows in the shadow is what an approver wants to see.
            if (row.ApprovedBy is null && !plan.Challengers.Contains(hash))
            {
                return new ModelDeploymentOutcome(null, ModelDeploymentRefusal.NotApproved, hash);
            }
        }

        return null;
    }

    private async ValueTask<ModelDeploymentOutcome> Add(
        TenantId tenant, ModelDeploymentPlan plan, CancellationToken cancel)
    {
        await cache.Check(tenant, plan, cancel).ConfigureAwait(false); // golden rows, once more, before it counts
        while (true)
        {
            var newest = await store.Newest(tenant, ReferenceDataKind.ModelDeployment, cancel).ConfigureAwait(false);
            var (content, at) = (ModelDeploymentContent.Write(plan), time.GetUtcNow().ToUnixTimeMilliseconds());
            if (plan.From > at
                && await Waiting(tenant, at, cancel).ConfigureAwait(false) >= TenantLimits.ModelDeploymentsWaitingMax)
            {
                return new ModelDeploymentOutcome(null, ModelDeploymentRefusal.TooManyWaiting);
            }

            var next = new ReferenceDataVersion(
                tenant, ReferenceDataKind.ModelDeployment, (newest?.Version ?? 0)
                    + 1, at, SHA256.HashData(content), content);
            if (await store.Add(next, cancel).ConfigureAwait(false))
            {
                await cache.FollowModelDeployments(tenant, cancel).ConfigureAwait(false);
                return new ModelDeploymentOutcome(
                    new ModelDeploymentRow(next.Version, at, plan), ModelDeploymentRefusal.None);
            }
        }
    }

    private async ValueTask<int> Waiting(TenantId tenant, long now, CancellationToken cancel)
    {
        var newest =
            await All(tenant, int.MaxValue, TenantLimits.ModelDeploymentsWaitingMax, cancel).ConfigureAwait(false);
        return newest.TakeWhile(row => row.Plan.From > now).Count();
    }

    private async ValueTask<ModelDeploymentRow?> Plan(TenantId tenant, int version, CancellationToken cancel) =>
        await store.Find(tenant, ReferenceDataKind.ModelDeployment, version, cancel).ConfigureAwait(false) is { } found
            ? new ModelDeploymentRow(version, found.PublishedAt, ModelDeploymentContent.Read(found))
            : null;
}

/// <param name="At">When it was put up, milliseconds since 1970.</param>
public sealed record ModelDeploymentRow(int Version, long At, ModelDeploymentPlan Plan);

public enum ModelDeploymentRefusal
{
    None = 0,

    /// <summary>The tenant's scoring version knows no models.</summary>
    ScoringVersionTooOld,

    /// <summary>It would count from the past on, or from too far ahead.</summary>
    FromOutOfRange,
    ModelTwice,
    NoSuchModel,
    NotApproved,
    NoSuchModelDeployment,
    TooManyWaiting,
}

/// <param name="Hash">The model that is meant.</param>
public sealed record ModelDeploymentOutcome(
    ModelDeploymentRow? Row, ModelDeploymentRefusal Refusal, string? Hash = null);
