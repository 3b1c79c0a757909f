using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>
/// Reads what an account knows of a transaction under all ids it has had: from the ring of young identities, from the
/// batch under way, and from the journal.
/// </summary>
internal sealed class LifecycleReader(AccountServices services, AccountResidency residency)
{
    /// <summary>
    /// The ring tells the earlier statuses of a young transaction, and that is enough for the two first of a lifecycle.
    /// What ends one, names another id, or follows an end is looked up.
    /// </summary>
    public static bool AsksForLifecycle(Transaction transaction, byte seen)
    {
        const int First = (1 << (int)TransactionStatus.Authorised) | (1 << (int)TransactionStatus.Expired);
        return transaction.Replaces is not null
            || transaction.Status is TransactionStatus.Reversed or TransactionStatus.Expired
            || (seen != 0 && transaction.Status == TransactionStatus.Authorised)
            || (seen & ~First) != 0;
    }

    /// <summary>
    /// Whether the ring leaves open that a transaction is recorded already, and the index does not rule it out. The
    /// other statuses of its id are asked for only where the transaction is no later than what left the ring.
    /// </summary>
    public bool IsToBeLookedUp(BatchWork work, in IdentityMatch match, ulong identity)
    {
        if (match.Kind == IdentityKind.Known || work.Places is not null || residency.Account is not { } account
            || (match.Kind == IdentityKind.New && account.Mark.CountsAll
                && AccountState.HoldsAllIdentities(work.State)))
        {
            return false;
        }

        var index = residency.Identities.Current(account);
        return index is null || index.MayHold(identity)
            || (match.Kind == IdentityKind.AskJournal && index.MayHoldIdOf(identity));
    }

    /// <summary>
    /// Looks up what may be recorded of this transaction of a batch and of all behind it, in one read.
    /// </summary>
    public async ValueTask LookUp(BatchWork work, int index)
    {
        var identities = new HashSet<ulong>();
        for (var i = index; i < work.Batch.Items.Count; i++)
        {
            var item = work.Batch.Items[i];
            identities.UnionWith(IdentityWords.AllOf(work.Tenant.Pseudonyms.Identity(item.Id, item.Status)));
            if (work.Batch.Corrects?[i] is { } earlier)
            {
                identities.Add(work.Tenant.Pseudonyms.Identity(earlier, item.Status));
            }
        }

        work.Places = residency.Account is { } account
            ? await residency.Identities.LookUp(account, identities)
            : IdentityPlaces.None;
    }

    /// <summary>Whether one of these recorded versions has this content.</summary>
    public async ValueTask<bool> IsAnyOf(BatchWork work, IReadOnlyList<long> versions, ulong content)
    {
        var recorded = await Recorded(
            versions.Where(sequence => sequence <= work.Committed), residency.Account!.Session);
        return recorded.Values.Any(entry => entry.Inputs.Content == content);
    }

    /// <summary>
    /// Where a transaction that is not in the ring is recorded, or earlier in its batch: 0 where it is new.
    /// </summary>
    public static long Located(BatchWork work, ulong identity) =>
        work.Pending(identity) is > 0 and var pending ? pending : work.Places?.Transaction(identity) ?? 0;

    /// <summary>Other statuses of an id: from the ring, and from the journal where it was asked.</summary>
    public static byte SeenOf(BatchWork work, in IdentityMatch match, ulong identity)
    {
        var seen = match.OtherStatuses;
        if (match.Kind != IdentityKind.AskJournal)
        {
            return seen;
        }

        var id = identity & ~AccountState.ReplacedMark;
        foreach (var status in IdentityWords.Statuses)
        {
            var known = (id | (byte)status) != identity && Located(work, id | (byte)status) > 0;
            seen |= known ? (byte)(1 << (int)status) : (byte)0;
        }

        var replaced = work.Places?.Replacing(id | AccountState.ReplacedMark).Count > 0;
        return replaced ? (byte)(seen | AccountState.ReplacedBit) : seen;
    }

    /// <summary>What is known of a transaction that goes by this id, and by the one it replaces.</summary>
    public async ValueTask<TransactionLifecycle> LifecycleOf(
        BatchWork? work, IPseudonyms pseudonyms, string id, string? replaces)
    {
        var currency = (work?.Profile ?? residency.Account!.Profile).CurrencyNumber;
        var standing = residency.Account is { } account
            ? await residency.StandingOf(account, account.Session)
            : Standing.OfAll;
        var ids = new List<string> { id };
        var events = new SortedDictionary<long, LifecycleEvent>();
        Follow(ids, replaces);
        for (var next = 0; next < ids.Count; next++)
        {
            if (ids.Count > AccountLimits.LifecycleIdsMax)
            {
                return new TransactionLifecycle(Ordered(events), currency) { TooLong = true };
            }

            var found = await Named(work, pseudonyms, ids[next]);
            found.RemoveAll(sequence => events.ContainsKey(sequence) || !standing.Counts(sequence));
            foreach (var (sequence, each) in await EventsAt(work, found))
            {
                events.Add(sequence, each);
                Follow(ids, each.Transaction.Id);
                Follow(ids, each.Transaction.Replaces);
            }
        }

        return new TransactionLifecycle(Ordered(events), currency);
    }

    /// <summary>As they came; by time where rows wait, or a rebuild has put them in order.</summary>
    private LifecycleEvent[] Ordered(SortedDictionary<long, LifecycleEvent> events) =>
        residency.Account is { Mark.CountsAll: false }
            ? [.. events.Values.OrderBy(static each => each.Transaction.At)]
            : [.. events.Values];

    private static void Follow(List<string> ids, string? id)
    {
        if (id is not null && !ids.Contains(id, StringComparer.Ordinal))
        {
            ids.Add(id);
        }
    }

    /// <summary>Sequences of every status of the id, and of what says that it replaces it.</summary>
    private async ValueTask<List<long>> Named(BatchWork? work, IPseudonyms pseudonyms, string id)
    {
        var found = new List<long>();
        var elsewhere = new HashSet<ulong>();
        foreach (var identity in IdentityWords.Statuses.Select(status => pseudonyms.Identity(id, status)))
        {
            if (InMemory(work, identity) is > 0 and var sequence)
            {
                found.Add(sequence);
            }
            else
            {
                elsewhere.Add(identity);
            }
        }

        if (residency.Account is { } account)
        {
            var replaced = ReplacedIds.Of(pseudonyms, id);
            elsewhere.Add(replaced);
            var places = await residency.Identities.LookUp(account, elsewhere);
            found.AddRange(elsewhere.SelectMany(places.Versions));
            found.AddRange(places.Replacing(replaced));
        }

        found.AddRange(work?.Entries.Where(each => each.Transaction.Replaces == id)
            .Select(each => each.Inputs.Sequence) ?? []);
        return found.Distinct().ToList();
    }

    /// <summary>What stands there, from this batch or the journal.</summary>
    public async ValueTask<List<KeyValuePair<long, LifecycleEvent>>> EventsAt(
        BatchWork? work, List<long> sequences)
    {
        var events = new List<KeyValuePair<long, LifecycleEvent>>();
        var committed = work?.Committed ?? residency.Account!.Sequence;
        foreach (var sequence in sequences.Where(each => each > committed))
        {
            var pending = work!.Entries[(int)(sequence - committed - 1)];
            events.Add(new(sequence, new LifecycleEvent(pending.Transaction, pending.Inputs)));
        }

        sequences.RemoveAll(each => each > committed);
        if (sequences.Count == 0)
        {
            return events;
        }

        var recorded = await Recorded(sequences, residency.Account!.Session);
        foreach (var sequence in sequences)
        {
            if (recorded.TryGetValue(sequence, out var entry))
            {
                events.Add(new(sequence, new LifecycleEvent(entry.Transaction, entry.Inputs)));
            }
            else if (await IsKept(sequence))
            {
                throw new AccountUnreadableException(UnavailableCause.RecordMissing, sequence);
            }
        }

        return events; // what is older than the journal's oldest record went with its month
    }

    /// <summary>Whether an event is of a month that the journal still has.</summary>
    public async ValueTask<bool> IsKept(long sequence)
    {
        var oldest = await services.Stores.Reader.After(
            residency.Tenant, residency.Key, afterSequence: 0, limit: 1, CancellationToken.None);
        return oldest.Count > 0 && sequence >= oldest[0].FirstSequence;
    }

    /// <summary>Sequence of a transaction in the ring or the batch under way: 0 where it is in neither.</summary>
    private static long InMemory(BatchWork? work, ulong identity)
    {
        // Times count upwards, so the greatest asks the ring alone and never points at the journal.
        return work is null ? 0
            : AccountState.Find(work.State, identity, long.MaxValue) is { Kind: IdentityKind.Known } match
                ? match.Sequence
            : work.Pending(identity);
    }

    /// <summary>Recorded transactions by sequence, in one read; those that are not there are left out.</summary>
    public async ValueTask<Dictionary<long, DecidedTransaction>> Recorded(
        IEnumerable<long> sequences, ISealingSession session)
    {
        var wanted = sequences.ToHashSet();
        var records = await services.Stores.Reader.Find(
            residency.Tenant, residency.Key, [.. wanted], CancellationToken.None);
        var found = new Dictionary<long, DecidedTransaction>();
        foreach (var record in records)
        {
            foreach (var entry in RecordedEntries.Of(record, Bodies.Open(session, record), residency.Account!.Profile))
            {
                if (wanted.Contains(entry.Inputs.Sequence))
                {
                    found[entry.Inputs.Sequence] = entry;
                }
            }
        }

        return found;
    }
}
