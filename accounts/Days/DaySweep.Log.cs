using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Accounts.Days;

internal static partial class DaySweepLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Tenant {Tenant}: day {Day} is closed, {Asked} accounts asked, {Closed} moved, {Carried} carried")]
    public static partial void Done(ILogger logger, TenantId tenant, int day, int asked, int closed, int carried);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Tenant {Tenant}: day {Day} is not closed yet, an account could not be asked; it will be again")]
    public static partial void PutOff(ILogger logger, TenantId tenant, int day);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Days are not closed while the database does not answer: {Why}")]
    public static partial void Interrupted(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Closing days failed; the next look goes on")]
    public static partial void Failed(ILogger logger, Exception trouble);
}
