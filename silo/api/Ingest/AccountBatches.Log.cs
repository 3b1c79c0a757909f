using Microsoft.Extensions.Logging;

namespace OrleansRisk.Api.Ingest;

internal sealed partial class AccountBatches
{
    [LoggerMessage(
        Level = LogLevel.Error,
            Message = "A batch of request {RequestId} ended with an unexpected failure; its outcome is unknown.")]
    private static partial void LogFailure(ILogger log, string requestId, Exception failure);
}
