using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Trust.Permissions;

namespace OrleansRisk.Api.Access;

/// <summary>
/// An endpoint's permission: its caller is permitted this. It stands at the endpoint's route and nowhere else.
/// </summary>
/// <param name="OneOf">One, or several of which the request itself decides.</param>
/// <param name="ByRequest">Which of several a request needs.</param>
internal sealed record RequiredPermission(PermissionSet OneOf, Func<HttpRequest, Permission>? ByRequest = null)
    : IAuthorizationRequirement
{
    /// <summary>The one that a request needs.</summary>
    public Permission Of(HttpRequest request) => ByRequest is null ? OneOf.Single() : ByRequest(request);

    /// <summary>The same as a policy of the framework's.</summary>
    public AuthorizationPolicy Policy() =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(this).Build();
}

/// <summary>
/// Judges <see cref="RequiredPermission"/> by the key that <see cref="ApiKeyAuthentication"/> has proved.
/// </summary>
internal sealed class RequiredPermissionHandler : AuthorizationHandler<RequiredPermission>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiredPermission requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<Call>() is { } call)
        {
            var needed = requirement.Of(http.Request);
            if (requirement.OneOf.Contains(needed) && KeyRights.Of(call.Caller.Roles).Contains(needed))
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}

/// <summary>Its callers are answered by a deadline, whatever is out of reach.</summary>
internal sealed record AnsweredInTime;
