using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Access;

/// <summary>Makes the capsule of a call and lays it into the call. Only the edge asks for one.</summary>
internal sealed class CapsuleIssuer(CapsuleKeys keys, PoolMapCache pools, Locality here, TimeProvider time)
{
    /// <summary>Name under which the capsule travels in the request context.</summary>
    public const string Header = "risk.capsule";

    /// <summary>Lays a capsule for one call into the present request context.</summary>
    public void Attach(Caller caller, in GrainKey target, ContractMethod method) =>
        RequestContext.Set(Header, new LaidCapsule(
            Make(caller, target, method.Name, CallPurpose.Request), keys.Current.Sealing));

    public byte[] Issue(Caller caller, in GrainKey target, ContractMethod method, CallPurpose purpose) =>
        Issue(caller, target, method.Name, purpose);

    /// <summary>The system's own, for one tenant and one purpose; it permits no call of any grain of ours.</summary>
    public byte[] IssueSystem(TenantId tenant, string method) =>
        Issue(new Caller(tenant, "system", Roles.None, ""), GrainKey.Of(tenant), method, CallPurpose.System);

    private byte[] Issue(Caller caller, in GrainKey target, string method, CallPurpose purpose) =>
        CapsuleFormat.Seal(Make(caller, target, method, purpose), keys.Current.Sealing);

    private CallerCapsule Make(Caller caller, in GrainKey target, string method, CallPurpose purpose)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new CallerCapsule(
            caller, purpose, here.Region, pools.Current.Epoch, target.ToString(), method,
            now, now + (long)Limits.CapsuleLife.TotalMilliseconds);
    }
}
