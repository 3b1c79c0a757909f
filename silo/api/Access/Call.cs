using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Access;

/// <summary>Who calls, as the key has proved it, and the tenant it belongs to; a key of the platform has
/// none.</summary>
/// <param name="CameAt">Timestamp of the clock when the request came.</param>
/// <param name="LinesPerSecond">What may be sent with the key; 0 for no bound of its own.</param>
internal sealed record Call(Caller Caller, string KeyId, TenantRow? Tenant, long CameAt, int LinesPerSecond)
{
    /// <summary>
    /// The key held not long ago, and the store did not answer in time whether it still does: only a fallback may be
    /// given for it.
    /// </summary>
    public bool Unchecked { get; init; }

    /// <summary>The call of a request that has passed the door; there is none before it.</summary>
    public static Call Of(HttpContext context) =>
        context.Features.Get<Call>()
            ?? throw new InvalidOperationException("the endpoint is open to all: nobody calls");
}
