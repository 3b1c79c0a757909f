using Microsoft.Extensions.Logging;

namespace OrleansRisk.Journal.Feed;

public sealed partial class LiveFeed
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed could not look; it looks again soon.")]
    private static partial void LogTrouble(ILogger logger, Exception trouble);
}
