using Microsoft.Extensions.Logging;

namespace OrleansRisk.Journal.Writing;

internal sealed partial class CommitLoop
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Journal writer {Writer} is open.")]
    private static partial void LogOpened(ILogger log, int writer);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Journal writer {Writer} is given up after commit {Number}: {Cause}.")]
    private static partial void LogTrouble(ILogger log, int writer, long number, string cause);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "No journal writer can be opened; records are refused until one can.")]
    private static partial void LogAway(ILogger log, Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "Journal writer {Writer} threw, which it promises not to.")]
    private static partial void LogWriterThrew(ILogger log, Exception trouble, int writer);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener threw at commit {Number} of writer {Writer}.")]
    private static partial void LogListenerThrew(ILogger log, Exception trouble, int writer, long number);

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "A commit loop ended by a mistake; its accounts are refused from here on.")]
    private static partial void LogLoopEnded(ILogger log, Exception trouble);
}
