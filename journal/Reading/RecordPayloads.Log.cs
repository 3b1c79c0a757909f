using Microsoft.Extensions.Logging;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Journal.Reading;

public sealed partial class RecordPayloads
{
    [LoggerMessage(Level = LogLevel.Error,
        Message = "Records of account {Account} of tenant {Tenant} cannot be opened and are not counted.")]
    private static partial void LogLeftOut(ILogger log, Exception cause, int tenant, AccountKey account);
}
