using Microsoft.Extensions.Logging;

namespace OrleansRisk.Grains.Notifications;

internal static partial class NotificationsLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Notifications of commits of tenant {Tenant} could not be published; readers look by themselves.")]
    public static partial void NotPublished(ILogger logger, int tenant, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Notifications of commits of tenant {Tenant} are not heard yet; its readers look by themselves.")]
    public static partial void NotHeard(ILogger logger, int tenant, Exception exception);
}
