using Microsoft.Extensions.Logging;

namespace OrleansRisk.Host.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The silo's certificate was renewed, until {Until}.")]
    public static partial void Renewed(ILogger logger, DateTime until);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The silo's certificate or call-token keys could not be read again: {Cause}")]
    public static partial void Unreadable(ILogger logger, string cause);
}
