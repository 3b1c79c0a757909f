using Microsoft.Extensions.Logging;

namespace OrleansRisk.Grains.Streams;

internal static partial class HintsLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Hints of commits of tenant {Tenant} could not be published; readers look by themselves.")]
    public static partial void NotPublished(ILogger logger, int tenant, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Hints of commits of tenant {Tenant} are not heard yet; its readers look by themselves.")]
    public static partial void NotHeard(ILogger logger, int tenant, Exception exception);
}
