using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Journal.Exports;

/// <summary>
/// A tenant's journal as a trainer reads it: each transaction once, as it was first seen, in the order in which they
/// arrived, with the label in force. Whole or not at all: a record that cannot be opened ends it.
/// </summary>
public sealed class TransactionExport(
    IFeedReads accounts, IJournalReader journal, IKeyRing keys, IKeyRows keyRows, ILogger log)
{
    private const byte Begins = (1 << (int)TransactionStatus.Authorised) | (1 << (int)TransactionStatus.Booked);

    /// <summary>Throws <see cref="InvalidDataException"/> where it cannot be had whole.</summary>
    public async ValueTask<IReadOnlyList<ExportedTransaction>> Read(TenantId tenant, CancellationToken cancel)
    {
        var (closed, found) = (0, new List<ExportedTransaction>());
        var bodies = new RecordPayloads(keys, keyRows, () => Interlocked.Increment(ref closed), log);
        var pseudonyms = await keys.Pseudonyms(tenant, cancel).ConfigureAwait(false);
        for (AccountKey after = default; ;)
        {
            var page = await accounts.Accounts(tenant, after, JournalLimits.ExportAccountsPage, cancel)
                .ConfigureAwait(false);
            foreach (var account in page)
            {
                found.AddRange(await Of(tenant, account, bodies, pseudonyms, cancel).ConfigureAwait(false));
                Check(found.Count, closed);
            }

            if (page.Count < JournalLimits.ExportAccountsPage)
            {
                break;
            }

            after = page[^1];
        }

        return
        [
            .. found.OrderBy(static each => each.Inputs.ArrivedAt).ThenBy(static each => each.Account)
                .ThenBy(static each => each.Sequence),
        ];
    }

    private async ValueTask<IEnumerable<ExportedTransaction>> Of(
        TenantId tenant, AccountKey account, RecordPayloads bodies, IPseudonyms pseudonyms, CancellationToken cancel)
    {
        var found = new List<AssessedEntry>();
        var labels = new Dictionary<long, LabelEvent>();
        for (var sequence = 0L; ;)
        {
            var records = await journal.After(tenant, account, sequence, JournalLimits.ExportRecordsPerRead, cancel)
                .ConfigureAwait(false);
            foreach (var body in await bodies.Open(records, cancel).ConfigureAwait(false))
            {
                Take(body, found, labels);
            }

            if (records.Count < JournalLimits.ExportRecordsPerRead)
            {
                break;
            }

            sequence = records[^1].LastSequence;
        }

        return found.Select(entry => Exported(account, entry, pseudonyms, labels));
    }

    /// <summary>A later status of a transaction is its lifecycle, not another transaction.</summary>
    private static void Take(RecordPayload? body, List<AssessedEntry> found, Dictionary<long, LabelEvent> labels)
    {
        if (body is TransactionsAssessed assessed)
        {
            found.AddRange(assessed.Entries.Where((entry, i) => (Begins & (1 << (int)entry.Transaction.Status)) != 0
                && (entry.Inputs.Prior.Seen == 0 || assessed.Waiting?.Corrects[i] > 0)));
        }
        else if (body is AccountRebuilt rebuilt)
        {
            var earlier = rebuilt.Corrected.Select(static each => each.Earlier).ToHashSet();
            found.RemoveAll(entry => earlier.Contains(entry.Inputs.Sequence)
                || rebuilt.TakenBack.Any(range =>
                    entry.Inputs.Sequence >= range.First && entry.Inputs.Sequence <= range.Last));
        }
        else if (body is TransactionLabelled { Label: var label })
        {
            labels[label.Transaction] = label; // the newest is in force
        }
    }

    private static ExportedTransaction Exported(
        AccountKey account, AssessedEntry entry, IPseudonyms pseudonyms, Dictionary<long, LabelEvent> labels)
    {
        var (transaction, sequence) = (entry.Transaction, entry.Inputs.Sequence);
        var device = transaction.Device is { } stated ? pseudonyms.Counterparty(stated) : 0;
        var known = labels.TryGetValue(sequence, out var label) && label.After != LabelKind.Withdrawn;
        return new ExportedTransaction(
            account, sequence, transaction, entry.Inputs, device, known ? label.After : null,
            known ? label.KnownAt : 0);
    }

    private static void Check(int found, int closed)
    {
        if (closed > 0)
        {
            throw new InvalidDataException("A record cannot be opened: the export would not be whole.");
        }

        if (found > JournalLimits.ExportTransactionsMax)
        {
            throw new InvalidDataException(
                $"An export holds at most {JournalLimits.ExportTransactionsMax} transactions.");
        }
    }
}
