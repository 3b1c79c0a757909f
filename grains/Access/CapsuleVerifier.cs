using Orleans.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Access;

/// <summary>What the check of a capsule came to; the names stand in logs and tests, never in answers.</summary>
internal enum CapsuleFault : byte
{
    None = 0,

    /// <summary>There is none, or it is no bytes.</summary>
    Missing,

    /// <summary>No live key has sealed these bytes.</summary>
    Broken,
    NotYet,
    Expired,

    /// <summary>Of a longer life than any that is issued.</summary>
    TooLong,
    OtherRegion,

    /// <summary>The system's capsule for a call, or a caller's for an item of a stream.</summary>
    OtherPurpose,

    /// <summary>Issued for another grain or method.</summary>
    OtherCall,

    /// <summary>The call names another caller than its capsule.</summary>
    OtherCaller,

    /// <summary>The grain's key is none of ours, or not of the kind the method belongs to.</summary>
    BadKey,

    /// <summary>Genuine, but the rules do not permit it.</summary>
    NotPermitted,

    /// <summary>The method is of no contract, and not one of Orleans' own that is exempt.</summary>
    NoContract,
}

/// <summary>
/// Checks the capsule of a call against the call itself and asks <see cref="AccessRules"/>. Decides on nothing else
/// the message says.
/// </summary>
internal sealed class CapsuleVerifier(CapsuleKeys keys, Locality here, TimeProvider time)
{
    public (CapsuleFault Fault, CallerCapsule? Capsule) Check(
        ContractMethod method, string target, object? callerArgument)
    {
        if (!GrainKey.TryParse(target, out var key) || key.Kind != method.Kind)
        {
            return (CapsuleFault.BadKey, null);
        }

        return RequestContext.Get(CapsuleIssuer.Header) switch
        {
            // Of this process, which sealed nothing because nothing left it; checked against the call like any other.
            LaidCapsule laid => (FaultOf(laid.Capsule, method, target, key, callerArgument), laid.Capsule),
            byte[] bytes when CapsuleFormat.Open(bytes, keys.Current) is { } capsule =>
                (FaultOf(capsule, method, target, key, callerArgument), capsule),
            byte[] => (CapsuleFault.Broken, null),
            _ => (CapsuleFault.Missing, null),
        };
    }

    /// <summary>How long ago a capsule was issued; nothing if the issuer's clock is ahead of ours.</summary>
    public TimeSpan AgeOf(CallerCapsule capsule) =>
        TimeSpan.FromMilliseconds(Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds() - capsule.IssuedAt, 0));

    /// <summary>Checks a capsule that the system made for itself: for this tenant, and this and nothing else.</summary>
    public CapsuleFault CheckSystem(TenantId tenant, string method, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return CapsuleFault.Missing;
        }

        if (CapsuleFormat.Open(bytes, keys.Current) is not { } capsule)
        {
            return CapsuleFault.Broken;
        }

        var fault = FaultOf(capsule, CallPurpose.System, method, GrainKey.Of(tenant).ToString());
        return fault != CapsuleFault.None ? fault
            : capsule.Caller.Tenant == tenant ? CapsuleFault.None : CapsuleFault.OtherCaller;
    }

    private CapsuleFault FaultOf(
        CallerCapsule capsule, ContractMethod method, string target, in GrainKey key, object? callerArgument)
    {
        var fault = FaultOf(capsule, CallPurpose.Request, method.Name, target);
        if (fault != CapsuleFault.None)
        {
            return fault;
        }

        if (!capsule.Caller.Equals(callerArgument as Caller))
        {
            return CapsuleFault.OtherCaller;
        }

        return AccessRules.Permits(capsule.Caller, method.Rule, key.Tenant)
            ? CapsuleFault.None
            : CapsuleFault.NotPermitted;
    }

    private CapsuleFault FaultOf(CallerCapsule capsule, CallPurpose purpose, string method, string target)
    {
        var fault = FaultOfTime(capsule);
        if (fault != CapsuleFault.None)
        {
            return fault;
        }

        if (!string.Equals(capsule.Region, here.Region, StringComparison.Ordinal))
        {
            return CapsuleFault.OtherRegion;
        }

        if (capsule.Purpose != purpose)
        {
            return CapsuleFault.OtherPurpose;
        }

        return string.Equals(capsule.Target, target, StringComparison.Ordinal)
            && string.Equals(capsule.Method, method, StringComparison.Ordinal)
            ? CapsuleFault.None
            : CapsuleFault.OtherCall;
    }

    private CapsuleFault FaultOfTime(CallerCapsule capsule)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (capsule.ExpiresAt - capsule.IssuedAt > (long)Limits.CapsuleLife.TotalMilliseconds)
        {
            return CapsuleFault.TooLong;
        }

        if (capsule.IssuedAt > now + (long)Limits.ClockSkew.TotalMilliseconds)
        {
            return CapsuleFault.NotYet;
        }

        return capsule.ExpiresAt <= now ? CapsuleFault.Expired : CapsuleFault.None;
    }
}
