using Microsoft.Extensions.Logging;

namespace OrleansRisk.Engine.Standalone;

internal sealed partial class Scheduling
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A turn of account {Account} of tenant {Tenant} failed with {Type} in {Place}; the "
            + "account is read again.")]
    private static partial void TurnFailed(ILogger logger, int tenant, string account, string type, string? place);
}
