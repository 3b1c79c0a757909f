using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Accounts.Restating;

internal static partial class RestatementLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Tenant {Tenant}: every account has been rebuilt for scoring deployment {Deployment}")]
    public static partial void Done(ILogger logger, TenantId tenant, int deployment);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Tenant {Tenant}: an account could not be rebuilt now for scoring deployment {Deployment}: {Why}")]
    public static partial void PutOff(ILogger logger, TenantId tenant, int deployment, string why);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Accounts are not rebuilt while the database does not answer: {Why}")]
    public static partial void Interrupted(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rebuilding accounts failed; the next look goes on")]
    public static partial void Failed(ILogger logger, Exception trouble);
}
