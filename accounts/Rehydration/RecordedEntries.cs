using OrleansRisk.Actors.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>The transactions of a record as answers show them.</summary>
internal static class RecordedEntries
{
    public static IEnumerable<DecidedTransaction> Of(JournalRecord record, RecordPayload body, AccountProfile profile)
    {
        if (body is not TransactionsAssessed assessed)
        {
            yield break;
        }

        foreach (var entry in assessed.Entries)
        {
            yield return new DecidedTransaction(
                profile.Account, profile.Zone, entry.Transaction, entry.Inputs, entry.Decision, record.ScoringVersion,
                profile.CurrencyNumber);
        }
    }

    public static ClosedDay Of(JournalRecord record, DayClosed body, AccountProfile profile) => new(
        profile.Account, record.LastSequence, body.Closed.Day, body.ArrivedAt, record.ScoringVersion, body.Credit);
}
