using Orleans.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Access;

/// <summary>What the check of a token came to; the names stand in logs and tests, never in answers.</summary>
internal enum CallTokenFault : byte
{
    None = 0,

    /// <summary>There is none, or it is no bytes.</summary>
    Missing,

    /// <summary>No live key has signed these bytes.</summary>
    Broken,
    NotYet,
    Expired,

    /// <summary>Of a longer life than any that is issued.</summary>
    TooLong,
    OtherRegion,

    /// <summary>The system's token for a call, or a caller's for an item of a stream.</summary>
    OtherPurpose,

    /// <summary>Issued for another grain or method.</summary>
    OtherCall,

    /// <summary>The system's token of another tenant.</summary>
    OtherCaller,

    /// <summary>The grain's key is none of ours, or not of the kind the method belongs to.</summary>
    BadKey,

    /// <summary>Genuine, but the rules do not permit it.</summary>
    NotPermitted,

    /// <summary>The method is of no contract, and not one of Orleans' own that is exempt.</summary>
    NoContract,
}

/// <summary>
/// Checks the token of a call against the call itself and asks <see cref="AccessRules"/>. Decides on nothing else
/// the message says.
/// </summary>
internal sealed class CallTokenVerifier(CallTokenKeys keys, Locality here, TimeProvider time)
{
    /// <summary>Whether the caller that a call carries may make it; if so, who that is.</summary>
    public CallTokenFault Check(ContractMethod method, GrainId target, object? carried, out ProvenCall call)
    {
        if (carried is not LocalCaller local)
        {
            return Check(method, target.Key.ToString()!, carried as SignedCaller, out call);
        }

        // Of this process, which signed nothing because nothing left it; checked against the call like any other.
        call = new ProvenCall(local.Key, local.Caller, local.Epoch, local.IssuedAt);
        return local.Key.Kind == method.Kind ? FaultOf(local, method, target) : CallTokenFault.BadKey;
    }

    private CallTokenFault Check(ContractMethod method, string target, SignedCaller? signed, out ProvenCall call)
    {
        call = default;
        if (!GrainKey.TryParse(target, out var key) || key.Kind != method.Kind)
        {
            return CallTokenFault.BadKey;
        }

        if (signed is null)
        {
            return CallTokenFault.Missing;
        }

        if (CallTokenFormat.Verify(signed.Token, keys.Current) is not { } token)
        {
            return CallTokenFault.Broken;
        }

        call = new ProvenCall(key, token.Caller, token.Epoch, token.IssuedAt);
        var fault = FaultOf(token, CallPurpose.Request, method.Name, target);
        return fault == CallTokenFault.None ? FaultOf(token.Caller, method, key) : fault;
    }

    /// <summary>How long ago a call was made; nothing if the issuer's clock is ahead of ours.</summary>
    public TimeSpan AgeOf(in ProvenCall call) =>
        TimeSpan.FromMilliseconds(Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds() - call.IssuedAt, 0));

    /// <summary>Checks a token that the system made for itself: for this tenant, and this and nothing else.</summary>
    public CallTokenFault CheckSystem(TenantId tenant, string method, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return CallTokenFault.Missing;
        }

        if (CallTokenFormat.Verify(bytes, keys.Current) is not { } token)
        {
            return CallTokenFault.Broken;
        }

        var fault = FaultOf(token, CallPurpose.System, method, GrainKey.Of(tenant).ToString());
        return fault != CallTokenFault.None ? fault
            : token.Caller.Tenant == tenant ? CallTokenFault.None : CallTokenFault.OtherCaller;
    }

    private CallTokenFault FaultOf(LocalCaller local, ContractMethod method, GrainId target)
    {
        var fault = FaultOfTime(local.IssuedAt, local.ExpiresAt);
        return fault != CallTokenFault.None ? fault
            : local.Method == method && local.Target == target ? FaultOf(local.Caller, method, local.Key)
            : CallTokenFault.OtherCall;
    }

    private static CallTokenFault FaultOf(Caller caller, ContractMethod method, in GrainKey key) =>
        AccessRules.Permits(caller, method.Rule, key.Tenant) ? CallTokenFault.None : CallTokenFault.NotPermitted;

    private CallTokenFault FaultOf(CallToken token, CallPurpose purpose, string method, string target)
    {
        var fault = FaultOfTime(token.IssuedAt, token.ExpiresAt);
        if (fault != CallTokenFault.None)
        {
            return fault;
        }

        if (!string.Equals(token.Region, here.Region, StringComparison.Ordinal))
        {
            return CallTokenFault.OtherRegion;
        }

        if (token.Purpose != purpose)
        {
            return CallTokenFault.OtherPurpose;
        }

        return string.Equals(token.Target, target, StringComparison.Ordinal)
            && string.Equals(token.Method, method, StringComparison.Ordinal)
            ? CallTokenFault.None
            : CallTokenFault.OtherCall;
    }

    private CallTokenFault FaultOfTime(long issuedAt, long expiresAt)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (expiresAt - issuedAt > (long)Limits.CallTokenLife.TotalMilliseconds)
        {
            return CallTokenFault.TooLong;
        }

        if (issuedAt > now + (long)Limits.ClockSkew.TotalMilliseconds)
        {
            return CallTokenFault.NotYet;
        }

        return expiresAt <= now ? CallTokenFault.Expired : CallTokenFault.None;
    }
}

/// <summary>A call whose token is genuine, or was made in this process.</summary>
/// <param name="Key">Of the grain that is called.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Epoch">Of the pool map the edge went by.</param>
/// <param name="IssuedAt">Milliseconds since 1970.</param>
internal readonly record struct ProvenCall(GrainKey Key, Caller Caller, long Epoch, long IssuedAt);
