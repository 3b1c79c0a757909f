using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Tenants.Models.Monitoring;

/// <summary>What monitors read.</summary>
public sealed record MonitorSources(
    IFeedReads Accounts, IJournalReader Journal, IKeyRing Keys, IKeyRows KeyRows, IReferenceData Published);

/// <summary>
/// How a model fares, read off the journal: scores, shadow scores, bins and labels all stand there. Accounts are read
/// whole, in the order of their keys, which are drawn as if by lot, so that the first thousands are a fair sample; it
/// ends where the bound is reached, and says so. Exact on what it read, and nothing has to be counted ahead of time.
/// </summary>
public sealed class ModelMonitor(MonitorSources sources, TimeProvider time, Microsoft.Extensions.Logging.ILogger log)
{
    private readonly RecordPayloads _bodies = new(sources.Keys, sources.KeyRows, static () => { }, log);

    /// <summary>The windows' figures of a model for transactions; all zero where it never scored any.</summary>
    public async ValueTask<MonitorReport> Report(
        TenantId tenant, CheckedModel model, MonitorWindow window, CancellationToken cancel)
    {
        var tally = new MonitorTally(model.Hash, window, time.GetUtcNow().ToUnixTimeMilliseconds());
        var (accounts, looked, after, complete) = (0L, 0L, default(AccountKey), false);
        while (looked < TenantLimits.MonitorTransactionsMax && !complete)
        {
            var page = await sources.Accounts.Accounts(tenant, after, TenantLimits.MonitorAccountsPage, cancel)
                .ConfigureAwait(false);
            foreach (var account in page)
            {
                looked += await Add(tally, tenant, account, cancel).ConfigureAwait(false);
                (after, accounts) = (account, accounts + 1);
                if (looked >= TenantLimits.MonitorTransactionsMax)
                {
                    break;
                }
            }

            complete = page.Count < TenantLimits.MonitorAccountsPage && looked < TenantLimits.MonitorTransactionsMax;
        }

        return tally.Report(accounts, complete, model.Model!.Thresholds);
    }

    private async ValueTask<long> Add(
        MonitorTally tally, TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        var (entries, labels, sequence) =
            (new List<(AssessedEntry, ModelDeployment)>(), new Dictionary<long, LabelKind>(), 0L);
        while (true)
        {
            var records = await sources.Journal.After(
                tenant, account, sequence, TenantLimits.MonitorRecordsPerRead, cancel).ConfigureAwait(false);
            foreach (var body in await _bodies.Open(records, cancel).ConfigureAwait(false))
            {
                await Take(tenant, body, entries, labels, cancel).ConfigureAwait(false);
            }

            if (records.Count < TenantLimits.MonitorRecordsPerRead)
            {
                break;
            }

            sequence = records[^1].LastSequence;
        }

        tally.Add(entries, labels);
        return entries.Count;
    }

    private async ValueTask Take(
        TenantId tenant, RecordPayload? body, List<(AssessedEntry, ModelDeployment)> entries, Dictionary<long,
        LabelKind> labels,
        CancellationToken cancel)
    {
        switch (body)
        {
            case TransactionsAssessed assessed:
                foreach (var entry in assessed.Entries)
                {
                    var deployment =
                        await sources.Published.ModelDeployment(tenant, entry.Inputs.ModelDeploymentVersion, cancel)
                        .ConfigureAwait(false);
                    entries.Add((entry, deployment ?? ModelDeployment.None));
                }

                break;
            case TransactionLabelled labelled:
                labels[labelled.Label.Transaction] = labelled.Label.After; // the newest is in force
                break;
            default:
                break;
        }
    }
}
