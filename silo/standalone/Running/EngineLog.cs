using Microsoft.Extensions.Logging;

namespace OrleansRisk.Standalone.Running;

internal static partial class EngineLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's coming months could not be made: {Cause}")]
    public static partial void MonthsNotMade(ILogger logger, string cause);
}
