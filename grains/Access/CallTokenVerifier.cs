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
    public (CallTokenFault Fault, CallToken? Token) Check(ContractMethod method, string target, out GrainKey key)
    {
        if (!GrainKey.TryParse(target, out key) || key.Kind != method.Kind)
        {
            return (CallTokenFault.BadKey, null);
        }

        return RequestContext.Get(CallTokenIssuer.Header) switch
        {
            // Of this process, which signed nothing because nothing left it; checked against the call like any other.
            LocalCallToken local => (FaultOf(local.Token, method, target, key), local.Token),
            byte[] bytes when CallTokenFormat.Verify(bytes, keys.Current) is { } token =>
                (FaultOf(token, method, target, key), token),
            byte[] => (CallTokenFault.Broken, null),
            _ => (CallTokenFault.Missing, null),
        };
    }

    /// <summary>How long ago a token was issued; nothing if the issuer's clock is ahead of ours.</summary>
    public TimeSpan AgeOf(CallToken token) =>
        TimeSpan.FromMilliseconds(Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds() - token.IssuedAt, 0));

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

    private CallTokenFault FaultOf(CallToken token, ContractMethod method, string target, in GrainKey key)
    {
        var fault = FaultOf(token, CallPurpose.Request, method.Name, target);
        if (fault != CallTokenFault.None)
        {
            return fault;
        }

        return AccessRules.Permits(token.Caller, method.Rule, key.Tenant)
            ? CallTokenFault.None
            : CallTokenFault.NotPermitted;
    }

    private CallTokenFault FaultOf(CallToken token, CallPurpose purpose, string method, string target)
    {
        var fault = FaultOfTime(token);
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

    private CallTokenFault FaultOfTime(CallToken token)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (token.ExpiresAt - token.IssuedAt > (long)Limits.CallTokenLife.TotalMilliseconds)
        {
            return CallTokenFault.TooLong;
        }

        if (token.IssuedAt > now + (long)Limits.ClockSkew.TotalMilliseconds)
        {
            return CallTokenFault.NotYet;
        }

        return token.ExpiresAt <= now ? CallTokenFault.Expired : CallTokenFault.None;
    }
}
