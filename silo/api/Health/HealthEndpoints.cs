using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Health;

/// <summary>
/// Alive: the process runs. Ready: every check with the tag <see cref="Ready"/> is healthy. Trouble of the database is
/// neither: taking every node out of service would not mend it, and callers get 503 <c>journal_unavailable</c>.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>
    /// Tag of the checks that must be healthy before a host is sent work. A check that is not describes by one
    /// lower-case word what is missing; the answer names the first.
    /// </summary>
    public const string Ready = "ready";

    internal const string Live = "live";

    internal static void AddRiskHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<RunningCheck>("running", tags: [Ready]);

    internal static IEndpointConventionBuilder MapHealth(this IEndpointRouteBuilder routes, string path, string tag) =>
        routes.MapHealthChecks(path, Options(tag)).WithMetadata(new HttpMethodMetadata([HttpMethods.Get]))
            .ExcludeFromDescription();

    internal static HealthCheckOptions Options(string tag) => new()
    {
        Predicate = check => check.Tags.Contains(tag),
        AllowCachingResponses = true, // the header is written here, in this API's own form
        ResponseWriter = (context, report) => Write(context, report, tag == Live ? "alive" : "ready"),
    };

    private static Task Write(HttpContext context, HealthReport report, string healthy)
    {
        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(
            Missing(report) is { } missing
                ? $$"""{"status":"not_ready","missing":"{{missing}}"}"""
                : $$"""{"status":"{{healthy}}"}""",
            context.RequestAborted);
    }

    // In the order in which checks were added. What a check throws may quote what nobody outside may read.
    private static string? Missing(HealthReport report) => report.Entries
        .Where(static entry => entry.Value.Status != HealthStatus.Healthy)
        .Select(static entry => entry.Value.Exception is null ? entry.Value.Description ?? entry.Key : entry.Key)
        .FirstOrDefault();
}
