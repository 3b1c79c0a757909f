using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// The caller of one call, in the process that makes it: all that its token would prove. Nobody else can have made it,
/// so it needs no signature; where the call leaves the process, its signed token goes in its place.
/// </summary>
internal sealed record LocalCaller : Caller
{
    private readonly CallTokenKey _signing;

    public LocalCaller(Caller caller, CallTokenKey signing)
        : base(caller) => (Caller, _signing) = (caller, signing);

    /// <summary>As whoever is called sees it.</summary>
    public Caller Caller { get; }

    public required GrainId Target { get; init; }

    /// <summary>Of the target, read once.</summary>
    public required GrainKey Key { get; init; }

    public required ContractMethod Method { get; init; }

    public required string Region { get; init; }

    public required long Epoch { get; init; }

    public required long IssuedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public byte[] Sign() => CallTokenFormat.Sign(
        new CallToken(
            Caller, CallPurpose.Request, Region, Epoch, Target.Key.ToString()!, Method.Name, IssuedAt, ExpiresAt),
        _signing);
}
