using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansRisk.Api.Access;

/// <summary>
/// Keeps the host from starting if an endpoint states no permission: neither roles nor that it is open to all. It looks
/// once every endpoint is mapped and before the server listens.
/// </summary>
internal sealed class PermissionCheck : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        Check(app.ApplicationServices.GetRequiredService<EndpointDataSource>());
    };

    private static void Check(EndpointDataSource endpoints)
    {
        var forgotten = endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(static endpoint =>
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<AllowedRoles>().Any() != true);
        if (forgotten is not null)
        {
            throw new InvalidOperationException(
                $"the endpoint {forgotten.RoutePattern.RawText} states no permission: give it roles or open it to all");
        }
    }
}
