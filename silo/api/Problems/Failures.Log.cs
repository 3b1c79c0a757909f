using Microsoft.Extensions.Logging;

namespace OrleansRisk.Api.Problems;

internal sealed partial class Failures
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed.")]
    private static partial void LogFailure(ILogger log, string requestId, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} was answered {Code} after {Exception}.")]
    private static partial void LogRefused(ILogger log, string requestId, string code, string exception);
}
