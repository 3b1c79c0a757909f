using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Accounts.Recording;

/// <summary>What a turn answers that could not be taken, or not to its end.</summary>
internal static class TurnFailure
{
    public static bool IsExpected(Exception e) =>
        e is AccountUnreadableException or SealBrokenException or ModelUnreadableException
            or KeyUnavailableException or JournalUnavailableException;

    /// <summary>Answers what went wrong. An account that cannot be read is left alone for some time.</summary>
    public static Failure Of(Exception e, AccountServices services, AccountResidency residency)
    {
        switch (e)
        {
            case JournalUnavailableException silent:
                residency.Silence(silent);
                return SendAgain(services, "journal_unavailable");
            case ModelUnreadableException: // the tenant's, not the account's: as soon as it can be read, it is
                return new Failure.Unavailable(UnavailableCause.ReferenceDataMissing);
            case AccountUnreadableException unreadable:
                residency.Fail(unreadable.Cause, unreadable.Sequence);
                break;
            case KeyUnavailableException unavailable:
                services.Tenants.Forget(residency.Tenant); // its pseudonyms may be what is gone
                residency.Fail(unavailable.Cause, 0);
                break;
            default:
                residency.Fail(UnavailableCause.SealBroken, 0);
                break;
        }

        return new Failure.Unavailable(residency.Cause);
    }

    /// <summary>Answers what went wrong beside the turns: the account is as it was.</summary>
    public static Failure OfRead(Exception e, AccountServices services) => e switch
    {
        JournalUnavailableException => SendAgain(services, "journal_unavailable"),
        ModelUnreadableException => new Failure.Unavailable(UnavailableCause.ReferenceDataMissing),
        AccountUnreadableException unreadable => new Failure.Unavailable(unreadable.Cause),
        KeyUnavailableException unavailable => new Failure.Unavailable(unavailable.Cause),
        _ => new Failure.Unavailable(UnavailableCause.SealBroken),
    };

    /// <summary>Answers why an account cannot take a turn.</summary>
    public static Failure NotReady(AccountServices services, AccountResidency residency) =>
        residency.LoadState switch
        {
            LoadState.Erased => new Failure.Erased(),
            LoadState.Failed => new Failure.Unavailable(residency.Cause),
            LoadState.Cold => SendAgain(services, "journal_unavailable"),
            _ => new Failure.Denied(), // no such tenant
        };

    public static Failure.Retry SendAgain(AccountServices services, string cause) =>
        new(services.Runtime.Options.SendAgainAfter, cause);
}
