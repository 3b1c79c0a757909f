using Microsoft.Extensions.Logging;

namespace OrleansRisk.Journal.Snapshots;

public sealed partial class SnapshotGroups
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} snapshots were not written: {Cause}.")]
    private static partial void LogNotWritten(ILogger logger, int count, string cause);
}
