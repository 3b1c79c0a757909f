using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Host.Running;

internal static partial class SiloLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of tenant {Tenant} could not be loaded: {Cause}.")]
    public static partial void KeyNotLoaded(ILogger logger, int tenant, UnavailableCause cause);
}
