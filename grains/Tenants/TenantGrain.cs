using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Grains.Tenants;

/// <summary>Hosts a tenant's actor.</summary>
[GrainType(GrainTypes.Tenant)]
[TenantPoolPlacement]
internal sealed class TenantGrain : Grain, ITenantGrain
{
    private readonly GrainCallee _callee;
    private readonly TenantActor _actor;

    public TenantGrain(TenantServices services, GrainCallee callee)
    {
        _ = GrainKey.TryParse(this.GetPrimaryKeyString(), out var key);
        (_callee, _actor) = (callee, new TenantActor(services, key.Tenant));
    }

    public ValueTask<Outcome<TenantSettings>> Describe(Caller caller) =>
        _callee.Answer(this, static (actor, _) => actor.Describe(CancellationToken.None), _actor, 0);

    public ValueTask<Outcome<TenantSettings>> Configure(Caller caller, TenantSettings settings) =>
        _callee.Answer(this, static (actor, to) => actor.Configure(to, CancellationToken.None), _actor, settings);

    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request) => _callee.Answer(
        this, static (actor, call) => actor.IssueKey(call.caller, call.request, CancellationToken.None),
        _actor, (caller, request));

    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId) => _callee.Answer(
        this, static (actor, call) => actor.RevokeKey(call.caller, call.keyId, CancellationToken.None),
        _actor, (caller, keyId));

    public ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request) => _callee.Answer(
        this, static (actor, request) => actor.LeaseLines(request, CancellationToken.None), _actor, request);

    public ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller) =>
        _callee.Answer(this, static (actor, _) => actor.Keys(CancellationToken.None), _actor, 0);
}
