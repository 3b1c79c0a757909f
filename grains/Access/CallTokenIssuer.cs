using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Access;

/// <summary>Makes what proves a call. Only the edge asks for it.</summary>
internal sealed class CallTokenIssuer(CallTokenKeys keys, PoolMapCache pools, Locality here, TimeProvider time)
{
    /// <summary>Name under which the system's own token travels in the request context.</summary>
    public const string Header = "risk.call_token";

    /// <summary>The caller as one call carries it; signed only where the call leaves this process.</summary>
    public LocalCaller CallerOf(Caller caller, GrainId target, in GrainKey key, ContractMethod method)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new LocalCaller(caller, keys.Current.Signing)
        {
            Target = target,
            Key = key,
            Method = method,
            Region = here.Region,
            Epoch = pools.Current.Epoch,
            IssuedAt = now,
            ExpiresAt = now + (long)Limits.CallTokenLife.TotalMilliseconds,
        };
    }

    /// <summary>The system's own, for one tenant and one purpose; it permits no call of any grain of ours.</summary>
    public byte[] IssueSystem(TenantId tenant, string method)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var caller = new Caller(tenant, "system", Roles.None, "");
        var token = new CallToken(
            caller, CallPurpose.System, here.Region, pools.Current.Epoch, GrainKey.Of(tenant).ToString(), method,
            now, now + (long)Limits.CallTokenLife.TotalMilliseconds);
        return CallTokenFormat.Sign(token, keys.Current.Signing);
    }
}
