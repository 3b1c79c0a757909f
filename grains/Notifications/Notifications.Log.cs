using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansRisk.Grains.Notifications;

internal static partial class NotificationsLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Notifications of commits of tenant {Tenant} could not be published; readers look by themselves.")]
    public static partial void NotPublished(ILogger logger, int tenant, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Silo} did not follow change {Sequence} of tenant {Tenant} at once ({Cause}); it looks by itself.")]
    public static partial void NotFollowed(
        ILogger logger, SiloAddress silo, int tenant, long sequence, string cause);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Notifications of commits of tenant {Tenant} are not heard yet; its readers look by themselves.")]
    public static partial void NotHeard(ILogger logger, int tenant, Exception exception);
}
