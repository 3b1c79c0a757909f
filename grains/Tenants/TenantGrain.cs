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
        _actor.Configure(settings, CancellationToken.None);

    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request) =>
        _actor.IssueKey(caller, request, CancellationToken.None);

    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId) =>
        _actor.RevokeKey(caller, keyId, CancellationToken.None);

    public ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request) =>
        _actor.LeaseLines(request, CancellationToken.None);

    public ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller) => _actor.Keys(CancellationToken.None);
}
