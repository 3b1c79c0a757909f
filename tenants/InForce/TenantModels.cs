using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Keeps a tenant's models, has them approved by another than their uploader, and puts them up. A deployment is never
/// taken back: going back is a new one that equals an earlier one.
/// </summary>
public sealed class TenantModels
{
    private readonly TenantServices _services;
    private readonly TenantId _tenant;

    internal TenantModels(TenantServices services, TenantId tenant) => (_services, _tenant) = (services, tenant);

    private TenantStores Stores => _services.Stores;

    /// <summary>Keeps a model; one that is there already stays as it is.</summary>
    public ValueTask<Outcome<int>> Add(Caller caller, ModelUpload model, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            var there = await Stores.Models.Find(_tenant, model.Hash, cancel).ConfigureAwait(false) is not null;
            if (there || (await Stores.Models.All(_tenant, cancel).ConfigureAwait(false)).Count
                >= TenantLimits.ModelsMax)
            {
                return new(there ? 0 : Refused("limit_reached"));
            }

            if (await NotMeantForIt(model, cancel).ConfigureAwait(false) is { } why)
            {
                return new(Refused("model_invalid", "file", why));
            }

            var about = new ModelAbout(
                (ModelRole)model.Role, model.Kind, model.Owner, model.Purpose, model.TrainedFrom, model.TrainedTo,
                model.DataHash);
            var row = new ModelRow(model.Hash, about, caller.Principal, Now(), null, null);
            return new(0, new TenantEffect.ModelAdded(_tenant, row, model.File, model.Report))
            {
                Kind = TenantChangeKind.ModelAdded,
                Subject = model.Hash,
                ContentHash = Convert.FromHexString(model.Hash),
            };
        }, cancel);

    /// <summary>Approving twice is approving once: the first one stands.</summary>
    public ValueTask<Outcome<int>> Approve(Caller caller, string hash, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            var row = await Stores.Models.Find(_tenant, hash, cancel).ConfigureAwait(false);
            if (row is null || row.UploadedBy == caller.Principal || row.ApprovedBy is not null)
            {
                return new(row is null ? new Failure.NotFound()
                    : row.UploadedBy == caller.Principal ? Refused("own_approval") : 0);
            }

            return new(0, new TenantEffect.ModelApproved(_tenant, hash, caller.Principal, Now()))
            {
                Kind = TenantChangeKind.ModelApproved,
                Subject = hash,
                ContentHash = Convert.FromHexString(hash),
            };
        }, cancel);

    /// <summary>Puts the models up from a time on, at once where it is null.</summary>
    public ValueTask<Outcome<int>> Deploy(Caller caller, DeploymentRequest request, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            var now = Now();
            var plan = new ModelDeploymentPlan(
                request.From ?? now, 0, caller.Principal, request.Anomaly, request.Challengers, request.Credit);
            return plan.From < now || plan.From > now + (long)TenantLimits.ModelDeploymentAheadMax.TotalMilliseconds
                ? new(Refused("from_out_of_range", "from"))
                : await Refusal(plan, cancel).ConfigureAwait(false) is { } refused ? new(refused)
                : await Next(plan, cancel).ConfigureAwait(false);
        }, cancel);

    /// <summary>
    /// The models of an earlier model deployment again, at once; of the one before the newest where it is null.
    /// </summary>
    public ValueTask<Outcome<int>> RollBack(Caller caller, int? to, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            var newest = await Newest(cancel).ConfigureAwait(false);
            var of = to ?? (newest?.Version ?? 0) - 1;
            var now = Now();
            var earlier = of == 0 ? new ModelDeploymentPlan(now, 0, caller.Principal, null, [], null)
                : (await ModelDeployments.Find(Stores.Reference, _tenant, of, cancel).ConfigureAwait(false))?.Plan;
            return newest is null || earlier is null || of >= newest.Version
                ? new(Refused("model_deployment_unknown", "to"))
                : await Next(earlier with { From = now, Of = of, By = caller.Principal }, cancel).ConfigureAwait(false);
        }, cancel);

    private ValueTask<Outcome<int>> Write(
        Caller caller, Func<ValueTask<ChangeProposal<int>>> propose, CancellationToken cancel) =>
        _services.Changes.Write(_tenant, caller.Principal, propose, cancel);

    private async ValueTask<Failure?> Refusal(ModelDeploymentPlan plan, CancellationToken cancel)
    {
        if (await _services.Versions.Of(_tenant, cancel).ConfigureAwait(false) < ScoringVersions.Three)
        {
            return Refused("scoring_version_too_old");
        }

        if (plan.Hashes.Distinct().Count() < plan.Hashes.Count())
        {
            return Refused("field_conflict", "challengers");
        }

        foreach (var hash in plan.Hashes)
        {
            var role = hash == plan.Credit ? ModelRole.Credit : ModelRole.Anomaly;
            var row = await Stores.Models.Find(_tenant, hash, cancel).ConfigureAwait(false);
            if (row is null || row.About.Role != role)
            {
                return Refused("model_unknown", cause: hash);
            }

            // A challenger moves nothing: what it shows in the shadow is what an approver wants to see.
            if (row.ApprovedBy is null && !plan.Challengers.Contains(hash))
            {
                return Refused("model_not_approved", cause: hash);
            }
        }

        return null;
    }

    private async ValueTask<ChangeProposal<int>> Next(ModelDeploymentPlan plan, CancellationToken cancel)
    {
        if (await Unsound(plan, cancel).ConfigureAwait(false) is { } why)
        {
            return new(Refused("model_invalid", cause: why));
        }

        var (newest, at) = (await Newest(cancel).ConfigureAwait(false), Now());
        if (plan.From > at
            && await Waiting(at, cancel).ConfigureAwait(false) >= TenantLimits.ModelDeploymentsWaitingMax)
        {
            return new(Refused("limit_reached"));
        }

        var content = ModelDeploymentContent.Write(plan);
        var next = new ReferenceDataVersion(
            _tenant, ReferenceDataKind.ModelDeployment, (newest?.Version ?? 0) + 1, at, SHA256.HashData(content),
            content);
        return new(next.Version, new TenantEffect.Published(next))
        {
            Kind = TenantChangeKind.ModelsDeployed,
            Version = next.Version,
            ContentHash = next.Hash,
        };
    }

    /// <summary>
    /// Every model with its golden rows, once more, before it counts; beside the turn, which leases quotas meanwhile.
    /// </summary>
    private async ValueTask<string?> Unsound(ModelDeploymentPlan plan, CancellationToken cancel)
    {
        try
        {
            await Task.Run(() => new DeployedModels(Stores.Models).Of(_tenant, 0, plan, cancel).AsTask(), cancel)
                .ConfigureAwait(false);
            return null;
        }
        catch (ModelUnreadableException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>
    /// A credit model of other loans than the tenant's, or one that reads what none may. It is looked at when it comes
    /// in and not when it is loaded: what is in force stays in force.
    /// </summary>
    private async ValueTask<string?> NotMeantForIt(ModelUpload model, CancellationToken cancel)
    {
        if (model.Role != (byte)ModelRole.Credit || ModelReading.Read(model.File).Card is not { } card)
        {
            return null;
        }

        var own = (await Stores.Tenants.Find(_tenant, cancel).ConfigureAwait(false))?.Settings.Currency;
        return card.About is not { } about ? "it does not state its currency; it has to be fitted again"
            : about.Currency != own ? $"it is for loans in {about.Currency}, and the tenant's are in {own}"
            : DeniedFeatures.In(card);
    }

    private async ValueTask<int> Waiting(long now, CancellationToken cancel)
    {
        var newest = await ModelDeployments.All(
            Stores.Reference, _tenant, int.MaxValue, TenantLimits.ModelDeploymentsWaitingMax, cancel)
            .ConfigureAwait(false);
        return newest.TakeWhile(row => row.Plan.From > now).Count();
    }

    private ValueTask<ReferenceDataVersion?> Newest(CancellationToken cancel) =>
        Stores.Reference.Newest(_tenant, ReferenceDataKind.ModelDeployment, cancel);

    private long Now() => _services.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Failure.Refused Refused(string code, string field = "", string? cause = null) =>
        new Failure.Refused(code, field, cause);
}
