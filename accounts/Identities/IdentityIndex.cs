using System.Buffers.Binary;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Identities;

/// <summary>
/// Which identities an account's journal may hold, beside the state and derived from the journal's identity column.
/// What is not here was never recorded; what may be here is looked up where it would stand. A part for each month of
/// arrival, so that what goes with a month of the journal goes here too. Used by one turn at a time.
/// </summary>
internal sealed class IdentityIndex
{
    private const int ObjectBytes = 160, MonthBytes = 120;

    private readonly List<Month> _over = [];
    private JournalMonth _month;
    private SequenceRange _range;
    private FingerprintSet? _fingerprints;

    /// <summary>Sequence of the newest event that was added.</summary>
    public long Sequence { get; private set; }

    /// <summary>The first month of which nothing was let go; default where nothing ever was.</summary>
    public JournalMonth Since { get; private set; }

    public int Count { get; private set; }

    /// <summary>Of so many identities was the index when it was sealed last.</summary>
    public int Sealed { get; set; }

    /// <summary>Estimate of what it holds in memory.</summary>
    public int Bytes
    {
        get
        {
            var bytes = ObjectBytes + (_fingerprints?.Bytes ?? 0);
            foreach (var month in _over)
            {
                bytes += MonthBytes + month.Identities.Bytes;
            }

            return bytes;
        }
    }

    public IReadOnlyList<Month> Over => _over;

    /// <summary>The month under way: when its events arrived, where they stand, and their fingerprints.</summary>
    public (JournalMonth Arrived, SequenceRange Range, uint[] Fingerprints) UnderWay =>
        (_month, _range, _fingerprints?.Sorted() ?? []);

    /// <summary>
    /// Adds a record's column of identities: the account's next one, or what was added already, which changes nothing.
    /// </summary>
    public void Add(in IdentityRow row)
    {
        if (row.FirstSequence <= Sequence)
        {
            return;
        }

        Reach(row);
        var words = row.Identities.Span;
        for (var at = 0; at < words.Length; at += sizeof(ulong))
        {
            var identity = BinaryPrimitives.ReadUInt64LittleEndian(words[at..]);
            Add(identity);
            at += ReplacedIds.IsMarked(identity) ? sizeof(ulong) : 0; // the number of the event follows
        }
    }

    /// <summary>Adds the identities that a state holds, where it holds all that the account ever had.</summary>
    public void AddAll(ReadOnlySpan<ulong> identities, long sequence, JournalMonth arrived)
    {
        Reach(new IdentityRow(1, sequence, default, arrived, default));
        foreach (var identity in identities)
        {
            Add(identity);
        }
    }

    public bool MayHold(ulong identity)
    {
        var fingerprint = FingerprintSet.Of(identity);
        if (_fingerprints?.Contains(fingerprint) == true)
        {
            return true;
        }

        foreach (var month in _over)
        {
            if (month.Identities.Contains(fingerprint))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any status of the id of an identity may be there, or what replaces it.</summary>
    public bool MayHoldIdOf(ulong identity)
    {
        var id = identity & ~AccountState.ReplacedMark;
        foreach (var status in IdentityWords.Statuses)
        {
            if (MayHold(id | (byte)status))
            {
                return true;
            }
        }

        return MayHold(id | AccountState.ReplacedMark);
    }

    /// <summary>Adds where an identity would stand; false where it was never recorded.</summary>
    public bool Locate(ulong identity, ISet<SequenceRange> places)
    {
        var found = false;
        var fingerprint = FingerprintSet.Of(identity);
        foreach (var month in _over)
        {
            if (month.Identities.Contains(fingerprint))
            {
                places.Add(month.Range);
                found = true;
            }
        }

        if (_fingerprints?.Contains(fingerprint) == true)
        {
            places.Add(_range);
            found = true;
        }

        return found;
    }

    /// <summary>Lets go of the months before this one: their records are beyond the tenant's retention.</summary>
    public void Forget(JournalMonth before)
    {
        var count = _over.RemoveAll(month => month.Arrived.CompareTo(before) < 0);
        if (count > 0)
        {
            Since = before;
            Count = (_fingerprints?.Count ?? 0) + _over.Sum(month => month.Identities.Count);
            Sealed = Math.Min(Sealed, Count);
        }
    }

    /// <summary>An index as it was when it was sealed.</summary>
    public static IdentityIndex Restore(
        long sequence, JournalMonth since, IEnumerable<Month> over,
        (JournalMonth Arrived, SequenceRange Range, uint[] Fingerprints) underWay)
    {
        var index = new IdentityIndex { Sequence = sequence, Since = since };
        index._over.AddRange(over);
        (index._month, index._range) = (underWay.Arrived, underWay.Range);
        index._fingerprints = new FingerprintSet();
        foreach (var fingerprint in underWay.Fingerprints)
        {
            index._fingerprints.Add(fingerprint);
        }

        index.Count = index._fingerprints.Count + index._over.Sum(month => month.Identities.Count);
        index.Sealed = index.Count;
        return index;
    }

    /// <summary>Moves on to a record; with the first of a later month the one before is over.</summary>
    private void Reach(in IdentityRow row)
    {
        if (row.Arrived != _month)
        {
            if (_fingerprints is { Count: > 0 } over)
            {
                _over.Add(new Month(_month, _range, MonthOfIdentities.Of(over.Sorted())));
                _fingerprints = null;
            }

            (_month, _range) = (row.Arrived, new SequenceRange(row.FirstSequence, row.LastSequence));
        }

        _range = _range with { Last = row.LastSequence };
        Sequence = row.LastSequence;
    }

    private void Add(ulong identity)
    {
        var fingerprints = _fingerprints ??= new FingerprintSet();
        var before = fingerprints.Count;
        fingerprints.Add(FingerprintSet.Of(identity));
        Count += fingerprints.Count - before;
    }

    /// <summary>What arrived in a month that is over, and where its records stand.</summary>
    public readonly record struct Month(JournalMonth Arrived, SequenceRange Range, MonthOfIdentities Identities);
}
