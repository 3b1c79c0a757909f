using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Queries;

internal sealed partial class AccountQueries
{
    /// <summary>What counts of the account's records, in order, for the account that it is merged into.</summary>
    public ValueTask<Outcome<RecordedHistory>> History(long after, CancellationToken cancel) => Read(
        (account, session) => ReadHistory(account, session, after, cancel), cancel);

    private async ValueTask<Outcome<RecordedHistory>> ReadHistory(
        ResidentAccount account, ISealingSession session, long after, CancellationToken cancel)
    {
        var standing = await residency.StandingOf(account, session);
        var (parts, labels, rows) = (new List<RecordedRows>(), new List<LabelRequest>(), 0);
        var records = await services.Stores.Reader.After(
            residency.Tenant, residency.Key, after, AccountLimits.RecordsPerReadMax, cancel);
        var from = after == 0 && records.Count > 0 ? records[0].FirstSequence - 1 : 0;
        foreach (var record in records)
        {
            switch (Bodies.Open(session, record))
            {
                case TransactionsAssessed body:
                    var counts = body.Entries.Where(entry => standing.Counts(entry.Inputs.Sequence))
                        .Select(static entry => entry.Transaction).ToList();
                    parts.Add(new RecordedRows(counts, body.Sources));
                    rows += counts.Count;
                    break;
                case TransactionLabelled { Label: var label } body:
                    labels.Add(new LabelRequest(body.TransactionId, label.After, label.KnownAt, body.Source));
                    break;
                default:
                    break; // days, settings and rebuilds are the account's own
            }

            after = record.LastSequence;
            if (rows >= AccountLimits.DecisionsPerPageMax)
            {
                break;
            }
        }

        parts.RemoveAll(static part => part.Items.Count == 0);
        return new RecordedHistory(parts, labels, after, after < account.Sequence, from);
    }
}
