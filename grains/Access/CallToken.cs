using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// Why a call is made; persisted in no place, so the numbers may only grow while two builds run side by side.
/// </summary>
internal enum CallPurpose : byte
{
    None = 0,

    /// <summary>A request that the edge has authenticated.</summary>
    Request = 1,

    /// <summary>The system itself, for one tenant: timers and streams.</summary>
    System = 2,
}

/// <summary>
/// What the edge has proved of a caller, and for which one call: signed by a MAC under the cluster's key, so that no
/// other process can make or change one, and bound to its target, so that one that was overheard opens nothing else.
/// </summary>
/// <param name="Caller">Tenant, principal, roles and request, as the credential says.</param>
/// <param name="Purpose">Why the call is made.</param>
/// <param name="Region">Region of the cluster that issued it.</param>
/// <param name="Epoch">Of the pool map the edge went by.</param>
/// <param name="Target">Key of the grain that is called.</param>
/// <param name="Method">Contract and method, <c>IAccount.Assess</c>.</param>
/// <param name="IssuedAt">Milliseconds since 1970.</param>
/// <param name="ExpiresAt">Milliseconds since 1970.</param>
internal sealed record CallToken(
    Caller Caller, CallPurpose Purpose, string Region, long Epoch,
    string Target, string Method, long IssuedAt, long ExpiresAt);
