using Microsoft.Extensions.Logging;

namespace OrleansRisk.Host.Running;

internal static partial class NodeEngineLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's coming months could not be made: {Cause}")]
    public static partial void MonthsNotMade(ILogger logger, string cause);
}
