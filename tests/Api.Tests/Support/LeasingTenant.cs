using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>A tenant that leases lines of its quotas, until it is lost.</summary>
internal sealed class LeasingTenant(ITenantStore store, TimeProvider time, TenantId tenant) : ITenant
{
    private readonly TenantServices _services = new(
        null!, new TenantDirectory(store, new PlainKeys(), new OneScoringVersion(), time), new OneScoringVersion(),
        null!, null!, time);

    private TenantActor? _actor;

    /// <summary>Nobody answers for it.</summary>
    public bool Lost { get; set; }

    public int Asked { get; private set; }

    /// <summary>What it counted is gone.</summary>
    public void ActivateAnew() => _actor = null;

    public async ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request)
    {
        Asked++;
        return Lost
            ? new Failure.Retry(TimeSpan.Zero, "lost")
            : await (_actor ??= new TenantActor(_services, tenant)).LeaseLines(request, default);
    }

    public ValueTask<Outcome<TenantSettings>> Describe(Caller caller) => throw new NotSupportedException();

    public ValueTask<Outcome<TenantSettings>> Configure(Caller caller, TenantSettings settings) =>
        throw new NotSupportedException();

    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request) => throw new NotSupportedException();

    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId) => throw new NotSupportedException();

    public ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> KeepMap(Caller caller, MapUpload map) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> AddModel(Caller caller, ModelUpload model) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> ApproveModel(Caller caller, string hash) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> DeployModels(Caller caller, DeploymentRequest request) =>
        throw new NotSupportedException();

    public ValueTask<Outcome<int>> RollBackModels(Caller caller, int? to) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> ProposeScoring(Caller caller, int scoringVersion) =>
        throw new NotSupportedException();

    public ValueTask<Outcome<int>> ApproveScoring(Caller caller, int proposal, long? from) =>
        throw new NotSupportedException();

    public ValueTask<Outcome<int>> RollBackScoring(Caller caller, int? to) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> KeepCategoryRules(Caller caller, CategoryRulesUpload rules) =>
        throw new NotSupportedException();

    public ValueTask<Outcome<bool>> GiveConsent(Caller caller, ConsentUpload consent) =>
        throw new NotSupportedException();

    public ValueTask<Outcome<bool>> RevokeConsent(Caller caller, string consent) => throw new NotSupportedException();

    public ValueTask<Outcome<int>> ExpireConsents(Caller caller) => throw new NotSupportedException();

    private sealed class OneScoringVersion : ITenantScoringVersions
    {
        public ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel) => new(3);
    }
}
