using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Projections;

/// <summary>What of one commit is counted: much less than its records, so that a queue of it can be long.</summary>
internal sealed class CountedGroup(int writer, long number)
{
    public int Writer { get; } = writer;

    public long Number { get; } = number;

    public List<CountedTransaction> Transactions { get; } = [];

    public List<(TenantId Tenant, UInt128 Account, LabelEvent Label)> Labels { get; } = [];

    public int Events => Transactions.Count + Labels.Count;

    public static CountedGroup Of(CommittedGroup committed)
    {
        var group = new CountedGroup(committed.Writer, committed.Number);
        foreach (var record in committed.Records)
        {
            group.Add(record, record.Content);
        }

        return group;
    }

    /// <summary>What records from the journal count, commit by commit, each writer in order.</summary>
    public static IEnumerable<CountedGroup> Of(IReadOnlyList<JournalRecord> records, RecordPayload?[] bodies)
    {
        var groups = new Dictionary<(int Writer, long Number), CountedGroup>();
        for (var i = 0; i < records.Count; i++)
        {
            var at = (records[i].Writer, records[i].Commit);
            if (!groups.TryGetValue(at, out var group))
            {
                groups.Add(at, group = new CountedGroup(at.Writer, at.Commit));
            }

            group.Add(records[i], bodies[i]);
        }

        return groups.Values.OrderBy(static group => group.Writer).ThenBy(static group => group.Number);
    }

    private void Add(JournalRecord record, RecordPayload? body)
    {
        switch (body)
        {
            case TransactionsAssessed assessed:
                Add(record, assessed);
                break;
            case TransactionLabelled labelled when labelled.Label.Counterparty != 0:
                Labels.Add((record.Tenant, record.Account.Value, labelled.Label));
                break;
            default:
                break; // other kinds move no counts
        }
    }

    private void Add(JournalRecord record, TransactionsAssessed body)
    {
        if (body.Sources.Any(static source => source.StartsWith(TransactionBatch.MovedFrom, StringComparison.Ordinal)))
        {
            return; // they were counted when the account that they came with recorded them
        }

        foreach (var entry in body.Entries)
        {
            // A later status of a transaction is the same transaction: it was counted with its first.
            if ((entry.Decision.Flags & DecisionFlags.Update) == 0)
            {
                Transactions.Add(new CountedTransaction(
                    record.Tenant, record.Account.Value, entry.Inputs.Counterparty, entry.Inputs.CivilDay,
                    entry.Transaction.At, entry.Decision.MeetsFirst, entry.Decision.Bins));
            }
        }
    }
}
