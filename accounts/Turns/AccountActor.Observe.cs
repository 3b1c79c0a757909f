using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>Resolves everything outside the account that core will see of this transaction.</summary>
    private async ValueTask<Observed> Observe(
        BatchWork work, Transaction transaction, ulong identity, ulong content, PriorLife prior)
    {
        var pseudonyms = work.Tenant.Pseudonyms;
        var counterparty = transaction.Counterparty is { } name ? pseudonyms.Counterparty(name) : 0;
        var figures = counterparty == 0
            ? default
            : await services.Published.FiguresFor(tenant, key, work.NextSequence, counterparty);
        var (day, offset) = work.Clock.At(transaction.At, transaction.DayOnly);
        var rules = RulesOf(work, transaction);
        return new Observed
        {
            Sequence = work.NextSequence,
            ArrivedAt = work.Now,
            CivilDay = day,
            OffsetMinutes = offset,
            Identity = identity,
            Content = content,
            Counterparty = counterparty,
            Figures = figures.For(work.Fold),
            Prior = prior,
            Replaced = transaction.Replaces is { } earlier && work.Fold >= FoldVersion.Two
                ? ReplacedIds.Of(pseudonyms, earlier)
                : 0,
            PopulationVersion = work.Tables.Population.Version,
            PolicyVersion = work.Tables.Policy.Version,
            LineUpVersion = work.Fold >= FoldVersion.Three ? work.Tables.LineUp.Version : 0,
            Category = rules.Category,
            CategoryRulesVersion = rules.Version,
            History = work.Batch.Mode == IngestMode.History,
        };
    }

    /// <summary>
    /// What the tenant's rules say. Money that comes back is for what it was for when it was booked, whatever the rules
    /// say by now: it is taken from where it was added.
    /// </summary>
    private RuleObservation RulesOf(BatchWork work, Transaction transaction) =>
        work.Fold < FoldVersion.Three ? default
            : work.BookedRules ?? RuleObservation.Of(services.Published.CategoryRules(tenant), transaction);

    /// <summary>Recorded transactions by sequence, in one read; those that are not there are left out.</summary>
    private async ValueTask<Dictionary<long, DecidedTransaction>> Recorded(
        IEnumerable<long> sequences, ISealingSession session)
    {
        var wanted = sequences.ToHashSet();
        var records = await services.Stores.Reader.Find(tenant, key, [.. wanted], CancellationToken.None);
        var found = new Dictionary<long, DecidedTransaction>();
        foreach (var record in records)
        {
            foreach (var entry in RecordedEntries.Of(record, Bodies.Open(session, record), _account!.Profile))
            {
                if (wanted.Contains(entry.Observed.Sequence))
                {
                    found[entry.Observed.Sequence] = entry;
                }
            }
        }

        return found;
    }

    private static AccountProfile NewProfile(string account, TenantContext context) => new()
    {
        Account = account,
        CurrencyNumber = context.DefaultCurrency.Number,
        Zone = context.DefaultClock.Name,
    };
}
