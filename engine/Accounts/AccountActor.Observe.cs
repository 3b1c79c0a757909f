using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Journal.Bodies;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Accounts;

public sealed partial class AccountActor
{
    /// <summary>Resolves everything outside the account that core will see of this transaction.</summary>
    private async ValueTask<Observed> Observe(
        BatchWork work, Transaction transaction, ulong identity, ulong content, byte otherStatuses)
    {
        var counterparty = transaction.Counterparty is { } name ? work.Tenant.Pseudonyms.Counterparty(name) : 0;
        var figures = counterparty == 0
            ? default
            : await services.Published.FiguresFor(tenant, key, work.NextSequence, counterparty);
        var prior = AsksForPrior(transaction)
            ? await LookUpPrior(work, transaction, otherStatuses)
            : new PriorLife(otherStatuses, 0, 0);
        var (day, offset) = work.Clock.At(transaction.At, transaction.DayOnly);
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
            PopulationVersion = work.Tables.Population.Version,
            PolicyVersion = work.Tables.Policy.Version,
            History = work.Batch.Mode == IngestMode.History,
        };
    }

    /// <summary>
    /// The ring tells the earlier statuses of a young transaction. Only what gives money back, or names another id, is
    /// worth
    /// looking up when it is older.
    /// </summary>
    private static bool AsksForPrior(Transaction transaction) =>
        transaction.Status is TransactionStatus.Reversed or TransactionStatus.Expired
            || transaction.Replaces is not null;

    private async ValueTask<PriorLife> LookUpPrior(BatchWork work, Transaction transaction, byte seen)
    {
        Observed? booked = null;
        long bookedMinor = 0;
        foreach (var id in transaction.Replaces is { } replaced ? [transaction.Id, replaced] : new[] { transaction.Id })
        {
            foreach (var status in Statuses)
            {
                if (id == transaction.Id && status == transaction.Status)
                {
                    continue;
                }

                var identity = work.Tenant.Pseudonyms.Identity(id, status);
                var sequence = await Locate(work, identity);
                seen |= sequence > 0 ? (byte)(1 << (int)status) : (byte)0;
                if (status == TransactionStatus.Booked && sequence > 0 && booked is null)
                {
                    var entry = await Entry(work, sequence);
                    (booked, bookedMinor) = (
                        entry.Observed, Money.InAccountCurrency(entry.Transaction, work.Profile.CurrencyNumber) ?? 0);
                }
            }
        }

        return new PriorLife(seen, booked?.CivilDay ?? 0, bookedMinor);
    }

    /// <summary>Sequence of a transaction by its identity, wherever it stands: 0 where there is none.</summary>
    private async ValueTask<long> Locate(BatchWork work, ulong identity)
    {
        // Times count upwards, so the greatest asks the ring alone and never points at the journal.
        var match = AccountState.Find(work.State, identity, long.MaxValue);
        if (match.Kind == IdentityKind.Known)
        {
            return match.Sequence;
        }

        return work.Pending(identity)?.Observed.Sequence
            ?? (_account is null ? 0 : (await Identities()).Transaction(identity));
    }

    private async ValueTask<(Transaction Transaction, Observed Observed)> Entry(BatchWork work, long sequence)
    {
        if (sequence > work.Committed)
        {
            var pending = work.Entries[(int)(sequence - work.Committed - 1)];
            return (pending.Transaction, pending.Observed);
        }

        var recorded = await Recorded([sequence], _account!.Session);
        return recorded.TryGetValue(sequence, out var entry)
            ? (entry.Transaction, entry.Observed)
            : throw new AccountUnreadableException(UnavailableCause.RecordMissing, sequence);
    }

    private async ValueTask<IdentityIndex> Identities()
    {
        _identitiesUsedAt = Time.GetTimestamp();
        return _identities ??= new IdentityIndex(
            await services.Stores.Reader.Identities(tenant, key, CancellationToken.None), _account!.Sequence);
    }

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

    private static readonly TransactionStatus[] Statuses =
        [TransactionStatus.Authorised, TransactionStatus.Booked, TransactionStatus.Reversed, TransactionStatus.Expired];
}
