using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Journal.Sealing;

internal sealed partial class TenantKeys
{
    [LoggerMessage(
        Level = LogLevel.Debug, Message = "A key of tenant {Tenant} was unwrapped: {Purpose}, version {Version}.")]
    private static partial void LogUnwrapped(ILogger log, int tenant, TenantKeyPurpose purpose, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys of tenant {Tenant} cannot be had: {Cause}.")]
    private static partial void LogUnavailable(ILogger log, int tenant, UnavailableCause cause);
}
