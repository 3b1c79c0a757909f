using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Streaming;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Health;

/// <summary>
/// Alive: the process runs. Ready: the host has started, has what it needs and is not going down. Trouble of the
/// database is neither: taking every node out of service would not mend it, and callers are told by 503
/// <c>journal_unavailable</c>.
/// </summary>
internal sealed class Readiness(Drain drain, IEnumerable<IReadyCheck> checks)
{
    private readonly IReadyCheck[] _checks = [.. checks];

    public static Task Live(HttpContext context) =>
        Write(context, StatusCodes.Status200OK, """{"status":"alive"}""");

    public Task Ready(HttpContext context) => Missing() is { } missing
        ? Write(
            context, StatusCodes.Status503ServiceUnavailable,
            $$"""{"status":"not_ready","missing":"{{missing}}"}""")
        : Write(context, StatusCodes.Status200OK, """{"status":"ready"}""");

    private string? Missing() => drain.HasStarted
        ? _checks.Select(check => check.Missing).FirstOrDefault(missing => missing is not null)
        : drain.Stopping.IsCancellationRequested ? "leaving" : "start";

    private static Task Write(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
