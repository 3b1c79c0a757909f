using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Journal.Reading;

/// <summary>
/// Opens records as the journal has them, for what was not seen live. A record that cannot be opened is left out,
/// named in the log and counted: one damaged row must not stop everybody's figures.
/// </summary>
public sealed partial class RecordPayloads(IKeyRing keys, IKeyRows rows, Action leftOut, ILogger log)
{
    /// <summary>
    /// Bodies in the order of the records; null where one cannot be had. Throws where keys or rows are only out of
    /// reach.
    /// </summary>
    public async ValueTask<RecordPayload?[]> Open(IReadOnlyList<JournalRecord> records, CancellationToken cancel)
    {
        var bodies = new RecordPayload?[records.Count];
        var accounts = Enumerable.Range(0, records.Count)
            .GroupBy(i => (records[i].Tenant, records[i].Account)).ToList();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = JournalLimits.AccountsOpenedAtOnce,
            CancellationToken = cancel,
        };
        await Parallel.ForEachAsync(accounts, options, async (account, token) =>
        {
            await Open(account.Key, account.Select(i => (i, records[i])), bodies, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return bodies;
    }

    private async ValueTask Open(
        (TenantId Tenant, AccountKey Account) of, IEnumerable<(int Index, JournalRecord Record)> records,
        RecordPayload?[] bodies, CancellationToken cancel)
    {
        try
        {
            var row = await rows.SubjectKey(of.Tenant, of.Account, cancel).ConfigureAwait(false)
                ?? throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the account has no key row");
            using var session = await keys.Open(row, cancel).ConfigureAwait(false);
            foreach (var (index, record) in records)
            {
                bodies[index] = Open(session, record);
            }
        }
        catch (KeyUnavailableException missing) when (missing.Cause != UnavailableCause.VaultUnreachable)
        {
            LeaveOut(of, missing);
        }
    }

    // One by one: records of a generation that was erased do not open any more, those of the next one do.
    private RecordPayload? Open(ISealingSession session, JournalRecord record)
    {
        try
        {
            return PayloadCodec.Read(record.Kind, session.Open(Places.OfBody(record), record.Body.Span));
        }
        catch (Exception broken) when (broken is SealBrokenException or RecordUnreadableException)
        {
            LeaveOut((record.Tenant, record.Account), broken);
            return null;
        }
    }

    private void LeaveOut((TenantId Tenant, AccountKey Account) of, Exception cause)
    {
        leftOut();
        LogLeftOut(log, cause, of.Tenant.Value, of.Account);
    }
}
