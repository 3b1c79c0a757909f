using Microsoft.Extensions.Logging;

namespace OrleansRisk.Tenants.Projections;

public sealed partial class ProjectionRunner
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Publication {Version} of tenant {Tenant} is in force.")]
    private static partial void LogPublished(ILogger log, int tenant, int version);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Another process folded the journal further; beginning again from its counts.")]
    private static partial void LogOvertaken(ILogger log);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Folding the journal failed; beginning again from what is stored.")]
    private static partial void LogTrouble(ILogger log, Exception trouble);
}
