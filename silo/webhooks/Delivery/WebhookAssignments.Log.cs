using Microsoft.Extensions.Logging;

namespace OrleansRisk.Webhooks.Delivery;

internal sealed partial class WebhookAssignments
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Leases of webhooks could not be looked after.")]
    private static partial void LogTrouble(ILogger log, Exception trouble);
}
