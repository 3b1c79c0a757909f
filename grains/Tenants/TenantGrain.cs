using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Grains.Tenants;

/// <summary>Hosts a tenant's actor.</summary>
[GrainType(GrainTypes.Tenant)]
[TenantPoolPlacement]
internal sealed class TenantGrain : Grain, ITenantGrain
{
    private readonly TenantActor _actor;

    public TenantGrain(TenantServices services)
    {
        _ = GrainKey.TryParse(this.GetPrimaryKeyString(), out var key);
        _actor = new TenantActor(services, key.Tenant);
    }

    public ValueTask<Outcome<TenantSettings>> Describe(Caller caller) => _actor.Describe(CancellationToken.None);

    public ValueTask<Outcome<TenantSettings>> Configure(Caller caller, TenantSettings settings) =>
        _actor.Configure(caller, settings, CancellationToken.None);

    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request) =>
        _actor.IssueKey(caller, request, CancellationToken.None);

    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId) =>
        _actor.RevokeKey(caller, keyId, CancellationToken.None);

    public ValueTask<Outcome<int>> KeepMap(Caller caller, MapUpload map) =>
        _actor.Rules.KeepMap(caller, map, CancellationToken.None);

    public ValueTask<Outcome<int>> AddModel(Caller caller, ModelUpload model) =>
        _actor.Models.Add(caller, model, CancellationToken.None);

    public ValueTask<Outcome<int>> ApproveModel(Caller caller, string hash) =>
        _actor.Models.Approve(caller, hash, CancellationToken.None);

    public ValueTask<Outcome<int>> DeployModels(Caller caller, DeploymentRequest request) =>
        _actor.Models.Deploy(caller, request, CancellationToken.None);

    public ValueTask<Outcome<int>> RollBackModels(Caller caller, int? to) =>
        _actor.Models.RollBack(caller, to, CancellationToken.None);

    public ValueTask<Outcome<int>> ProposeScoring(Caller caller, int scoringVersion) =>
        _actor.Scoring.Propose(caller, scoringVersion, CancellationToken.None);

    public ValueTask<Outcome<int>> ApproveScoring(Caller caller, int proposal, long? from) =>
        _actor.Scoring.Approve(caller, proposal, from, CancellationToken.None);

    public ValueTask<Outcome<int>> RollBackScoring(Caller caller, int? to) =>
        _actor.Scoring.RollBack(caller, to, CancellationToken.None);

    public ValueTask<Outcome<int>> KeepCategoryRules(Caller caller, CategoryRulesUpload rules) =>
        _actor.Rules.KeepCategoryRules(caller, rules, CancellationToken.None);

    public ValueTask<Outcome<bool>> GiveConsent(Caller caller, ConsentUpload consent) =>
        _actor.Consents.Give(caller, consent, CancellationToken.None);

    public ValueTask<Outcome<bool>> RevokeConsent(Caller caller, string consent) =>
        _actor.Consents.Revoke(caller, consent, CancellationToken.None);

    public ValueTask<Outcome<int>> ExpireConsents(Caller caller) =>
        _actor.Consents.Expire(caller, CancellationToken.None);

    public ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request) =>
        _actor.LeaseLines(request, CancellationToken.None);

    public ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller) => _actor.Keys(CancellationToken.None);
}
