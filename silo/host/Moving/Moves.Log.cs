namespace OrleansRisk.Host.Moving;

internal static partial class MovesLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "No turn of tenant {Tenant} is left here, from epoch {Since}.")]
    public static partial void LetGo(ILogger logger, int tenant, long since);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Tenant {Tenant} has left pool {Pool} at epoch {Epoch}; its keys are dropped.")]
    public static partial void Left(ILogger logger, int tenant, string pool, long epoch);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "A tenant moved away while this silo stood still: its writer is barred, and it ends.")]
    public static partial void Fenced(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of a tenant's move failed and is tried again.")]
    public static partial void StepFailed(ILogger logger, Exception exception);
}
