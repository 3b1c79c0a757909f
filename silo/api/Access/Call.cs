using Microsoft.AspNetCore.Http;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Api.Access;

/// <summary>Who calls, as the key has proved it, and the tenant it belongs to; a key of the platform has
/// none.</summary>
internal sealed record Call(Caller Caller, string KeyId, TenantRow? Tenant)
{
    /// <summary>The call of a request that has passed the door; there is none before it.</summary>
    public static Call Of(HttpContext context) =>
        context.Features.Get<Call>()
            ?? throw new InvalidOperationException("the endpoint is open to all: nobody calls");
}
