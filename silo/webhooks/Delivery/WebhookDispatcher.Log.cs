using Microsoft.Extensions.Logging;

namespace OrleansRisk.Webhooks.Delivery;

internal sealed partial class WebhookDispatcher
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} met trouble and is gone on with.")]
    private static partial void LogTrouble(ILogger log, string webhook, Exception trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} was disabled: {Reason}.")]
    private static partial void LogDisabled(ILogger log, string webhook, string reason);
}
