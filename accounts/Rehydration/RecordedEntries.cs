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
            yield return Of(record.ScoringVersion, entry, profile);
        }
    }

    public static DecidedTransaction Of(ushort scoringVersion, AssessedEntry entry, AccountProfile profile) =>
        new(entry.Transaction, Answer(scoringVersion, entry, profile));

    public static DecisionAnswer Answer(ushort scoringVersion, AssessedEntry entry, AccountProfile profile) => new(
        profile.Account, profile.Zone, entry.Inputs, entry.Decision, scoringVersion, profile.CurrencyNumber);

    /// <summary>What moved the credit score without a decision; null if the record did not.</summary>
    public static ClosedDay? Moved(JournalRecord record, RecordPayload body, AccountProfile profile) => body switch
    {
        DayClosed day => new ClosedDay(
            profile.Account, record.LastSequence, day.Closed.Day, day.ArrivedAt, record.ScoringVersion, day.Credit),
        AccountRebuilt rebuilt => new ClosedDay(
            profile.Account, record.LastSequence, 0, rebuilt.ArrivedAt, record.ScoringVersion, rebuilt.After)
        {
            Revision = rebuilt.Revision,
        },
        _ => null,
    };
}
