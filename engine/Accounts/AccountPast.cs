using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Journal.Bodies;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Accounts;

/// <summary>
/// An account as it stood before the first transaction of a civil day, or of a later one, came in: folded from the
/// journal, as every replay is. What arrived behind that, for whatever day, was not known then.
/// </summary>
internal sealed class AccountPast(AccountServices services, TenantId tenant, AccountKey account)
{
    /// <summary>Null where the journal does not reach back so far, or not within what is read for it.</summary>
    public async ValueTask<AccountFold?> Before(
        int day, ISealingSession session, long committed, byte[] buffer, CancellationToken cancel)
    {
        var to = committed;
        for (var bases = 0; bases < Limits.PastBasesMax; bases++)
        {
            var records = await services.Stores.Reader.FromBase(tenant, account, to, cancel);
            if (records.Count == 0)
            {
                return null;
            }

            var fold = new AccountFold(tenant, account, session, services.Published, buffer);
            fold.StartFrom(records[0]);
            if (AccountState.NewestDay(fold.State) < day)
            {
                await FoldUntil(fold, records, day, cancel);
                return fold;
            }

            to = records[0].FirstSequence - 1;
        }

        return null;
    }

    private static async ValueTask FoldUntil(
        AccountFold fold, IReadOnlyList<JournalRecord> records, int day, CancellationToken cancel)
    {
        foreach (var record in records)
        {
            fold.CheckPlace(record);
            var body = fold.Open(record);
            if (body is AssessedBody assessed && assessed.Entries.Any(entry => entry.Observed.CivilDay >= day))
            {
                foreach (var entry in assessed.Entries.TakeWhile(entry => entry.Observed.CivilDay < day))
                {
                    await fold.Fold(record.FoldVersion, entry, cancel);
                }

                fold.Stop(record.FoldVersion);
                return;
            }

            await fold.Fold(record, body, cancel);
            if (fold.StateHash != record.StateHash)
            {
                throw new AccountUnreadableException(UnavailableCause.StateHashDiffers, record.FirstSequence);
            }
        }
    }
}
