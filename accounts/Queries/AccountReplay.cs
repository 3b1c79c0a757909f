using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Queries;

/// <summary>
/// Recomputes one decision from the journal: from the newest base before it, through every record, with the
/// versions the records name, and compares each part with what was recorded. The first difference is named; the
/// replay goes on behind it.
/// </summary>
internal sealed class AccountReplay(AccountServices services, TenantId tenant, AccountKey account)
{
    private readonly Differences _differences = new();

    public async ValueTask<Outcome<ReplayReport>> Run(
        AccountProfile profile, ISealingSession session, long sequence, long committed, CancellationToken cancel)
    {
        if (sequence < 1 || sequence > committed)
        {
            return new Failure.NotFound();
        }

        var records = await services.Stores.Reader.FromBase(tenant, account, sequence, cancel);
        if (records.Count == 0 || !Holds(records[^1], sequence))
        {
            return new Failure.Expired();
        }

        if (records[^1].Kind is not (RecordKind.Assessed or RecordKind.Waiting))
        {
            return new Failure.NotFound();
        }

        var buffer = services.Runtime.Buffers.Rent();
        try
        {
            var rehydration = new AccountRehydration(tenant, account, session, services.Published, buffer);
            await ApplyBefore(rehydration, records, cancel);
            return await Recompute(rehydration, records[^1], profile, sequence, cancel);
        }
        finally
        {
            services.Runtime.Buffers.Return(buffer);
        }
    }

    private static bool Holds(JournalRecord record, long sequence) =>
        record.FirstSequence <= sequence && sequence <= record.LastSequence;

    private async ValueTask ApplyBefore(
        AccountRehydration rehydration, IReadOnlyList<JournalRecord> records, CancellationToken cancel)
    {
        rehydration.StartFrom(records[0]);
        for (var i = 0; i < records.Count - 1; i++)
        {
            CompareChain(rehydration, records[i]);
            await rehydration.Apply(records[i], rehydration.Open(records[i]), cancel);
            _differences.Compare("state_before", records[i].StateHash, rehydration.StateHash);
        }

        CompareChain(rehydration, records[^1]);
    }

    private void CompareChain(AccountRehydration rehydration, JournalRecord record)
    {
        if (record.FirstSequence == rehydration.Sequence + 1)
        {
            _differences.Compare("records.chain", record.PreviousHash, rehydration.RecordHash);
        }
        else
        {
            rehydration.CheckPlace(record); // a record is missing: nothing can be recomputed behind it
        }
    }

    private async ValueTask<ReplayReport> Recompute(
        AccountRehydration rehydration, JournalRecord record, AccountProfile profile, long sequence,
        CancellationToken cancel)
    {
        var body = (TransactionsAssessed)rehydration.Open(record);
        AssessedEntry? recorded = null;
        Decision recomputed = default;
        ulong before = 0;
        foreach (var entry in body.Entries)
        {
            if (entry.Inputs.Sequence == sequence)
            {
                before = StateHash.Of(rehydration.State, rehydration.ProfileHash);
                await CompareInputs(entry, cancel);
                (recorded, recomputed) = (entry, await Decide(rehydration, record, entry, cancel));
                DecisionComparison.Compare(_differences, entry.Decision, recomputed);
            }
            else
            {
                await Decide(rehydration, record, entry, cancel);
            }
        }

        rehydration.Finish(record);
        _differences.Compare("state_after", record.StateHash, rehydration.StateHash);
        await CompareWithNext(rehydration, record, cancel);
        var shown = RecordedEntries.Of(record.ScoringVersion, recorded!, profile);
        return new ReplayReport(
            _differences.First is null, _differences.First, before, record.StateHash, rehydration.StateHash,
            shown, shown with { Answer = shown.Answer with { Decision = recomputed } }, rehydration.EventsFolded);
    }

    private static ValueTask<Decision> Decide(
        AccountRehydration rehydration, JournalRecord record, AssessedEntry entry, CancellationToken cancel) =>
        record.Kind == RecordKind.Waiting
            ? rehydration.Decide(record.ScoringVersion, entry, cancel)
            : rehydration.Apply(record.ScoringVersion, entry, cancel);

    /// <summary>
    /// The record behind it, if there is one, says what this one was when it was written: what no decision shows, this
    /// does.
    /// </summary>
    private async ValueTask CompareWithNext(
        AccountRehydration rehydration, JournalRecord record, CancellationToken cancel)
    {
        var next = await services.Stores.Reader.After(tenant, account, record.LastSequence, 1, cancel);
        if (next.Count > 0 && next[0].FirstSequence == record.LastSequence + 1)
        {
            _differences.Compare("records.next", next[0].PreviousHash, rehydration.HashOf(record));
        }
    }

    /// <summary>
    /// What can be computed again of the observations: the keyed hashes, which stand for the transaction's whole
    /// content.
    /// </summary>
    private async ValueTask CompareInputs(AssessedEntry entry, CancellationToken cancel)
    {
        if (await services.Tenants.Find(tenant, cancel) is not { } context)
        {
            return;
        }

        var (pseudonyms, transaction) = (context.Pseudonyms, entry.Transaction);
        var counterparty = transaction.Counterparty is { } name ? pseudonyms.Counterparty(name) : 0;
        _differences.Compare(
            "observed.identity", entry.Inputs.Identity, pseudonyms.Identity(transaction.Id, transaction.Status));
        _differences.Compare("observed.content", entry.Inputs.Content, pseudonyms.Content(transaction));
        _differences.Compare("observed.counterparty", entry.Inputs.Counterparty, counterparty);
        if (entry.Inputs.Replaced != 0)
        {
            var replaced = transaction.Replaces is { } earlier ? ReplacedIds.Of(pseudonyms, earlier) : 0;
            _differences.Compare("observed.replaced", entry.Inputs.Replaced, replaced);
        }
    }
}
