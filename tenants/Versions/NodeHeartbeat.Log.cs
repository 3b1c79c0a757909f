using Microsoft.Extensions.Logging;

namespace OrleansRisk.Tenants.Versions;

internal static partial class NodeHeartbeatLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "This node could not say that it is there: {Why}")]
    public static partial void Silent(ILogger logger, string why);
}
