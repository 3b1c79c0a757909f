using Microsoft.Extensions.Logging;

namespace OrleansRisk.Api.Access;

internal sealed partial class Door
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "Endpoint {Endpoint} has no policy and is denied to everyone.")]
    private static partial void LogNoPolicy(ILogger log, string? endpoint);
}
