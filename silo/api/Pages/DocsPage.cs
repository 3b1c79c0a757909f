using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrleansRisk.Contract;
using Scalar.AspNetCore;

namespace OrleansRisk.Api.Pages;

/// <summary>The description of the interface for people. All that it loads comes from this host.</summary>
internal static class DocsPage
{
    /// <summary>The page writes its own styles and settings into itself; from elsewhere it gets nothing.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IEndpointConventionBuilder MapDocs(this IEndpointRouteBuilder routes) => routes
        .MapScalarApiReference(Routes.Docs, static (options, context) =>
        {
            StaticPage.Guard(context.Response.Headers, Policy);
            options.WithTitle("OrleansRisk").WithOpenApiRoutePattern(Routes.OpenApi).HideClientButton()
                .HideDeveloperTools().DisableAgent().DisableMcp().DisableTelemetry().DisableDefaultFonts()
                .WithFavicon("data:,").AddPreferredSecuritySchemes("key").HideModels()
                .AddServer("/").WithDynamicBaseServerUrl()
                .WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl);
        });
}
