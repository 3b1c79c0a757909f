using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansRisk.Api.Access;

/// <summary>
/// Keeps the host from starting if an endpoint states no permission: neither one by name nor that it is open to all.
/// It looks once every endpoint is mapped and before the server listens.
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
            && endpoint.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<RequiredPermission>()
                .SingleOrDefault() is not { OneOf.IsEmpty: false });
        if (forgotten is not null)
        {
            throw new InvalidOperationException(
                $"the endpoint {forgotten.RoutePattern.RawText} states no permission: name one or open it to all");
        }
    }
}
