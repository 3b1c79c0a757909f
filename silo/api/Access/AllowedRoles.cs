using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Access;

/// <summary>
/// An endpoint's permission: its caller has one of these roles. It stands at the endpoint's route and nowhere else.
/// </summary>
/// <param name="AnyOf">Roles that may use the endpoint at all.</param>
/// <param name="ByRequest">Which of them the request itself needs, if what it asks for decides that.</param>
internal sealed record AllowedRoles(Roles AnyOf, Func<HttpRequest, Roles>? ByRequest = null)
    : IAuthorizationRequirement
{
    /// <summary>The same as a policy of the framework's.</summary>
    public AuthorizationPolicy Policy() =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(this).Build();
}

/// <summary>Judges <see cref="AllowedRoles"/> by the key that <see cref="ApiKeyAuthentication"/> has proved.</summary>
internal sealed class AllowedRolesHandler : AuthorizationHandler<AllowedRoles>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AllowedRoles requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Call>() is { } call)
        {
            var needed = requirement.AnyOf & (requirement.ByRequest?.Invoke(http.Request) ?? requirement.AnyOf);
            if ((call.Caller.Roles & needed) != 0)
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}

/// <summary>Its callers are answered by a deadline, whatever is out of reach.</summary>
internal sealed record AnsweredInTime;
