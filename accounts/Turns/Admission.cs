using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Turns;

/// <summary>What an account does not take in, though the transaction is valid by itself.</summary>
internal static class Admission
{
    private const long MillisecondsADay = 86_400_000;

    public static Answer.Refused? Refuse(BatchWork work, Transaction transaction)
    {
        if (work.Profile.MergedInto is { } into)
        {
            return new Answer.Refused("account_merged", "account") { Cause = TransactionBatch.MovedFrom + into };
        }

        // The edge let the lines go before the revocation: they come behind the rebuild that took the others back.
        if (work.Standing?.Closes(work.Batch.Sources) == true)
        {
            return new Answer.Refused("consent_revoked", "consent");
        }

        if (work.Batch.Mode == IngestMode.Live && TooOld(work, transaction))
        {
            return new Answer.Refused("too_old", "at");
        }

        // A stream that goes on is flagged instead; whoever loads history can mend the file.
        if (work.Batch.Mode == IngestMode.History && transaction.Fx is null
            && transaction.Currency.Number != work.Profile.CurrencyNumber)
        {
            return new Answer.Refused("wrong_currency", "currency");
        }

        // A rate into the account's own currency says that one of the two currencies is wrong.
        return transaction.Fx is not null && transaction.Currency.Number == work.Profile.CurrencyNumber
            ? new Answer.Refused("wrong_currency", "fx")
            : null;
    }

    /// <summary>
    /// What is answered of a known identity without a record. The state has the last ones however long ago they came;
    /// of others the record went while they were looked up. One that should be there is missing.
    /// </summary>
    public static async ValueTask<Answer> Gone(BatchWork work, KnownItem known, LifecycleReader lifecycles) =>
        TooOld(work, work.Batch.Items[known.Index]) ? new Answer.Refused("too_old", "at")
        : !await lifecycles.IsKept(known.Sequence) ? new Answer.Refused("too_old", "id")
        : throw new AccountUnreadableException(UnavailableCause.RecordMissing, known.Sequence);

    /// <summary>Beyond the tenant's retention, where it can no longer be known whether it was decided before.</summary>
    public static bool TooOld(BatchWork work, Transaction transaction)
    {
        // No month is shorter than 28 days: what is younger than that needs no calendar.
        var months = work.Tenant.Settings.RetentionMonths;
        return transaction.At < work.Now - (months * 28 * MillisecondsADay)
            && transaction.At < Moment(work.Now).AddMonths(-months).ToUnixTimeMilliseconds();
    }

    private static DateTimeOffset Moment(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}
