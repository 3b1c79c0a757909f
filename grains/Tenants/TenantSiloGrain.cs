using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Grains.Tenants;

/// <summary>Has its silo follow a change of a tenant.</summary>
[GrainType(GrainTypes.TenantSilo)]
[SiloOfKey]
[TenantPoolPlacement]
internal sealed class TenantSiloGrain : Grain, ITenantSiloGrain
{
    private readonly TenantNotices _notices;
    private readonly TenantId _tenant;

    public TenantSiloGrain(TenantNotices notices)
    {
        _ = GrainKey.TryParse(this.GetPrimaryKeyString(), out var key);
        (_notices, _tenant) = (notices, key.Tenant);
    }

    public async ValueTask<Outcome<bool>> Follow(Caller caller, long sequence)
    {
        await _notices.Here(_tenant, sequence);
        return true;
    }
}
