using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Streaming;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Health;

/// <summary>
/// Alive: the process runs. Ready: the host has started and is not going down. Trouble of the database is neither:
/// taking every
/// node out of service would not mend it, and callers are told by 503 <c>journal_unavailable</c>.
/// </summary>
internal sealed class Readiness(Drain drain)
{
    public static Task Live(HttpContext context) => Write(context, StatusCodes.Status200OK, "alive");

    public Task Ready(HttpContext context) => drain.HasStarted
        ? Write(context, StatusCodes.Status200OK, "ready")
        : Write(context, StatusCodes.Status503ServiceUnavailable, "not_ready");

    private static Task Write(HttpContext context, int status, string word)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync($"{{\"status\":\"{word}\"}}", context.RequestAborted);
    }
}
