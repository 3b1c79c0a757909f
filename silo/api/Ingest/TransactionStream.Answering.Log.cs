using Microsoft.Extensions.Logging;

namespace OrleansRisk.Api.Ingest;

internal sealed partial class TransactionStream
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream {RequestId} was closed: {Code}.")]
    private static partial void LogStalled(ILogger log, string requestId, string code);
}
