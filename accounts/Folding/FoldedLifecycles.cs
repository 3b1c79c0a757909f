using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Folding;

/// <summary>
/// What was folded so far, by ids: what <see cref="LifecycleReader"/> reads from journal and batch, of a timeline.
/// </summary>
internal sealed class FoldedLifecycles(IPseudonyms pseudonyms, ushort currency)
{
    private readonly List<LifecycleEvent> _events = [];
    private readonly HashSet<ulong> _identities = [];
    private readonly Dictionary<string, List<int>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _replacing = new(StringComparer.Ordinal);

    public bool Holds(ulong identity) => _identities.Contains(identity);

    /// <summary>Takes a transaction as it was folded.</summary>
    public void Add(Transaction transaction, DecisionInputs inputs)
    {
        var place = _events.Count;
        _events.Add(new LifecycleEvent(transaction, inputs));
        _identities.Add(inputs.Identity);
        Put(_byId, transaction.Id, place);
        if (transaction.Replaces is { } earlier)
        {
            Put(_replacing, earlier, place);
            _identities.Add(ReplacedIds.Of(pseudonyms, earlier));
        }
    }

    /// <summary>Other statuses of an id, by the ring and, where it leaves that open, by all that was folded.</summary>
    public byte SeenOf(in IdentityMatch match, ulong identity)
    {
        var seen = match.OtherStatuses;
        if (match.Kind != IdentityKind.AskJournal)
        {
            return seen;
        }

        var id = identity & ~AccountState.ReplacedMark;
        foreach (var status in IdentityWords.Statuses)
        {
            var known = (id | (byte)status) != identity && Holds(id | (byte)status);
            seen |= known ? (byte)(1 << (int)status) : (byte)0;
        }

        return Holds(id | AccountState.ReplacedMark) ? (byte)(seen | AccountState.ReplacedBit) : seen;
    }

    /// <summary>What is known of a transaction that goes by this id, and by the one it replaces.</summary>
    public TransactionLifecycle Of(Transaction transaction)
    {
        var ids = new List<string> { transaction.Id };
        var places = new SortedSet<int>();
        Follow(ids, transaction.Replaces);
        for (var next = 0; next < ids.Count; next++)
        {
            if (ids.Count > AccountLimits.LifecycleIdsMax)
            {
                return new TransactionLifecycle([.. places.Select(place => _events[place])], currency)
                {
                    TooLong = true,
                };
            }

            foreach (var place in Named(ids[next]))
            {
                places.Add(place);
                Follow(ids, _events[place].Transaction.Id);
                Follow(ids, _events[place].Transaction.Replaces);
            }
        }

        return new TransactionLifecycle([.. places.Select(place => _events[place])], currency);
    }

    private IEnumerable<int> Named(string id) =>
        _byId.GetValueOrDefault(id, []).Concat(_replacing.GetValueOrDefault(id, []));

    private static void Follow(List<string> ids, string? id)
    {
        if (id is not null && !ids.Contains(id, StringComparer.Ordinal))
        {
            ids.Add(id);
        }
    }

    private static void Put(Dictionary<string, List<int>> places, string id, int place)
    {
        if (!places.TryGetValue(id, out var found))
        {
            places.Add(id, found = new List<int>(1));
        }

        found.Add(place);
    }
}
