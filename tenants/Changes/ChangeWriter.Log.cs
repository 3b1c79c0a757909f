using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Changes;

public sealed partial class ChangeWriter
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Change {Sequence} of tenant {Tenant}: {Kind} {Subject}, version {Version}, by {Actor}.")]
    private static partial void Changed(
        ILogger logger, TenantId tenant, long sequence, TenantChangeKind kind, string subject, int version,
        string actor);
}
