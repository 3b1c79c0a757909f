using Microsoft.Extensions.Logging;

namespace OrleansRisk.Grains.Placement;

internal static partial class PlacementLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The pool map is at epoch {Epoch}, with {Tenants} tenants.")]
    public static partial void MapRead(ILogger logger, long epoch, int tenants);

    [LoggerMessage(Level = LogLevel.Error, Message = "The pool map of epoch {Epoch} could not be read.")]
    public static partial void MapUnread(ILogger logger, long epoch, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Target} is not at home in pool {Pool} at epoch {Epoch}, and leaves.")]
    public static partial void NotRoutedHere(ILogger logger, string target, string pool, long epoch);
}
