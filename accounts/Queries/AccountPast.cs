using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Queries;

/// <summary>
/// An account as it stood before the first transaction of a civil day, or of a later one, came in: folded from the
/// journal, as every replay is. What arrived behind that, for whatever day, was not known then.
/// </summary>
internal sealed class AccountPast(AccountServices services, TenantId tenant, AccountKey account)
{
    /// <summary>Null where the journal does not reach back so far, or not within what is read for it.</summary>
    public async ValueTask<AccountRehydration?> Before(
        int day, ISealingSession session, long committed, byte[] buffer, CancellationToken cancel)
    {
        var to = committed;
        for (var bases = 0; bases < AccountLimits.PastBasesMax; bases++)
        {
            var records = await services.Stores.Reader.FromBase(tenant, account, to, cancel);
            if (records.Count == 0)
            {
                return null;
            }

            var rehydration = new AccountRehydration(tenant, account, session, services.Published, buffer);
            rehydration.StartFrom(records[0]);
            if (AccountState.NewestDay(rehydration.State) < day)
            {
                await ApplyUntil(rehydration, records, day, cancel);
                await NameFold(rehydration, cancel);
                return rehydration;
            }

            to = records[0].FirstSequence - 1;
        }

        return null;
    }

    /// <summary>The account behind this event; null where the journal does not reach back so far.</summary>
    public async ValueTask<AccountRehydration?> Through(
        long sequence, ISealingSession session, byte[] buffer, CancellationToken cancel)
    {
        var records = await services.Stores.Reader.FromBase(tenant, account, Math.Max(sequence, 1), cancel);
        if (records.Count == 0 || records[^1].LastSequence < sequence)
        {
            return null;
        }

        var rehydration = new AccountRehydration(tenant, account, session, services.Published, buffer);
        await ApplyThrough(rehydration, records, sequence, cancel);
        return rehydration;
    }

    /// <summary>Applies all events up to this sequence, in the middle of a record where it ends there.</summary>
    public static async ValueTask ApplyThrough(
        AccountRehydration rehydration, IReadOnlyList<JournalRecord> records, long sequence, CancellationToken cancel)
    {
        rehydration.StartFrom(records[0]);
        foreach (var record in records)
        {
            if (record.LastSequence > sequence)
            {
                await ApplyPart(rehydration, record, entry => entry.Inputs.Sequence <= sequence, cancel);
                return;
            }

            await rehydration.Apply(record, cancel);
        }
    }

    /// <summary>Where a base is all that counts, the record that it stands behind says its scoring version.</summary>
    private async ValueTask NameFold(AccountRehydration rehydration, CancellationToken cancel)
    {
        if (rehydration is { Version: 0, Sequence: > 0 }
            && await services.Stores.Reader.Find(tenant, account, [rehydration.Sequence], cancel) is [var last, ..])
        {
            rehydration.Stop(last.ScoringVersion);
        }
    }

    private static async ValueTask ApplyUntil(
        AccountRehydration rehydration, IReadOnlyList<JournalRecord> records, int day, CancellationToken cancel)
    {
        foreach (var record in records)
        {
            if (rehydration.Open(record) is TransactionsAssessed body
                && body.Entries.Any(entry => entry.Inputs.CivilDay >= day))
            {
                await ApplyPart(rehydration, record, entry => entry.Inputs.CivilDay < day, cancel);
                return;
            }

            await rehydration.Apply(record, cancel);
        }
    }

    /// <summary>
    /// The first transactions of a record; where it is of none of them, the state stays that of the record before.
    /// </summary>
    private static async ValueTask ApplyPart(
        AccountRehydration rehydration, JournalRecord record, Func<AssessedEntry, bool> counts,
        CancellationToken cancel)
    {
        rehydration.CheckPlace(record);
        var part = rehydration.Open(record) is TransactionsAssessed { Waiting: null } folded
            ? folded.Entries.TakeWhile(counts).ToList()
            : [];
        foreach (var entry in part)
        {
            await rehydration.Apply(record.ScoringVersion, entry, cancel);
        }

        if (part.Count > 0)
        {
            rehydration.Stop(record.ScoringVersion);
        }
    }
}
