using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Access;

/// <summary>Makes the token of a call and lays it into the call. Only the edge asks for one.</summary>
internal sealed class CallTokenIssuer(CallTokenKeys keys, PoolMapCache pools, Locality here, TimeProvider time)
{
    /// <summary>Name under which the token travels in the request context.</summary>
    public const string Header = "risk.call_token";

    /// <summary>Lays a token for one call into the present request context.</summary>
    public void Attach(Caller caller, string target, ContractMethod method) =>
        RequestContext.Set(Header, new LocalCallToken(
            Make(caller, target, method.Name, CallPurpose.Request), keys.Current.Signing));

    public byte[] Issue(Caller caller, in GrainKey target, ContractMethod method, CallPurpose purpose) =>
        Issue(caller, target, method.Name, purpose);

    /// <summary>The system's own, for one tenant and one purpose; it permits no call of any grain of ours.</summary>
    public byte[] IssueSystem(TenantId tenant, string method) =>
        Issue(new Caller(tenant, "system", Roles.None, ""), GrainKey.Of(tenant), method, CallPurpose.System);

    private byte[] Issue(Caller caller, in GrainKey target, string method, CallPurpose purpose) =>
        CallTokenFormat.Sign(Make(caller, target.ToString(), method, purpose), keys.Current.Signing);

    private CallToken Make(Caller caller, string target, string method, CallPurpose purpose)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new CallToken(
            caller, purpose, here.Region, pools.Current.Epoch, target, method,
            now, now + (long)Limits.CallTokenLife.TotalMilliseconds);
    }
}
