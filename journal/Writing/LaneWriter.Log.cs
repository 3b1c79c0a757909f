using Microsoft.Extensions.Logging;

namespace OrleansRisk.Journal.Writing;

internal sealed partial class LaneWriter
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Lane {Lane} is open.")]
    private static partial void LogOpened(ILogger log, int lane);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane} is given up after commit {Number}: {Cause}.")]
    private static partial void LogTrouble(ILogger log, int lane, long number, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "No lane can be opened; records are refused until one can.")]
    private static partial void LogAway(ILogger log, Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Lane} threw, which it promises not to.")]
    private static partial void LogLaneThrew(ILogger log, Exception trouble, int lane);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener threw at commit {Number} of lane {Lane}.")]
    private static partial void LogListenerThrew(ILogger log, Exception trouble, int lane, long number);

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "A lane writer ended by a mistake; its accounts are refused from here on.")]
    private static partial void LogLoopEnded(ILogger log, Exception trouble);
}
