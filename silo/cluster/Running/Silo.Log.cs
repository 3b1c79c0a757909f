namespace OrleansRisk.Silo.Running;

internal static partial class SiloLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's coming months could not be made: {Cause}")]
    public static partial void MonthsNotMade(ILogger logger, string cause);
}
