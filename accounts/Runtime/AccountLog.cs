using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Accounts.Runtime;

/// <summary>What is said of accounts in the log: tenant and pseudonym, never more.</summary>
internal static partial class AccountLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Account {Account} of tenant {Tenant} is unavailable: {Cause} at event {Sequence}. It is "
            + "tried again in {RetryAfter}.")]
    public static partial void Unavailable(
        ILogger logger, TenantId tenant, AccountKey account, UnavailableCause cause, long sequence,
        TimeSpan retryAfter);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The journal did not answer for account {Account} of tenant {Tenant}: {Cause}.")]
    public static partial void JournalSilent(ILogger logger, TenantId tenant, AccountKey account, string cause);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The snapshot of account {Account} of tenant {Tenant} at event {Sequence} is passed over "
            + "({Cause}): the journal is read from its base.")]
    public static partial void SnapshotPassedOver(
        ILogger logger, TenantId tenant, AccountKey account, long sequence, string cause);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Account {Account} of tenant {Tenant} was fenced at event {Sequence}: another writer "
            + "holds the place.")]
    public static partial void Conflict(ILogger logger, TenantId tenant, AccountKey account, long sequence);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Whether events {First} to {Last} of account {Account} of tenant {Tenant} were recorded "
            + "is unknown: the journal is read again.")]
    public static partial void OutcomeUnknown(
        ILogger logger, TenantId tenant, AccountKey account, long first, long last);
}
