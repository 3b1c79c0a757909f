using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Engine.Standalone;

internal static partial class Shell
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Contract}.{Method} of tenant {Tenant} failed with {Type} in {Place}.")]
    private static partial void CallFailed(
        ILogger logger, string contract, string method, TenantId tenant, string type, string? place);
}
