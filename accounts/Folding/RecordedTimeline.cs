using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Folding;

/// <summary>
/// What an account's journal holds of its transactions since a base, with what was corrected and taken back: all that a
/// rebuild folds. Records are added in order of their sequences, and more may follow.
/// </summary>
internal sealed class RecordedTimeline
{
    private readonly Dictionary<long, TimelineRow> _rows = [];
    private readonly Dictionary<long, long> _corrected = [];
    private readonly HashSet<long> _takenBack = [];
    private readonly List<long> _waiting = [];
    private readonly List<LabelEvent> _labels = [];
    private readonly List<DayEvent> _days = [];
    private readonly long _oldest;
    private ushort _baseVersion;
    private ushort _version;
    private bool _mixed;
    private JournalMonth _month;

    /// <param name="state">The state before the first record, which this keeps.</param>
    /// <param name="from">The event behind which it is.</param>
    /// <param name="first">The first record: what is in the state came no later than its month.</param>
    public RecordedTimeline(byte[] state, long from, AccountProfile profile, TimelineMark mark, JournalRecord first)
    {
        (State, _oldest, From, Sequence, Profile) = (state, from, from, from, profile);
        (Revision, Standing, _month) = (mark.Revision, profile, first.Month);
        (_baseVersion, _version) = (first.ScoringVersion, first.ScoringVersion);
    }

    /// <summary>The base: a rebuild never changes what is inside.</summary>
    public byte[] State { get; }

    public long From { get; private set; }

    /// <summary>The newest event that was added.</summary>
    public long Sequence { get; private set; }

    /// <summary>The profile as of it, which holds from the beginning.</summary>
    public AccountProfile Profile { get; private set; }

    /// <summary>The profile that the base was folded under.</summary>
    public AccountProfile Standing { get; private set; }

    public int Revision { get; private set; }

    /// <summary>It is folded from nothing: what is in the base may not be read any more.</summary>
    public bool BeginsAnew { get; private set; }

    /// <summary>Revoked sources, the newest last.</summary>
    public IReadOnlyList<string> Closed { get; private set; } = [];

    public IReadOnlyCollection<TimelineRow> Rows =>
        From == _oldest ? _rows.Values : [.. _rows.Values.Where(row => row.Sequence > From)];

    public IEnumerable<LabelEvent> Labels => _labels.Where(label => label.Sequence > From);

    public IEnumerable<DayEvent> Days => _days.Where(day => day.Sequence > From);

    /// <summary>What no rebuild has taken in yet, in order of sequence.</summary>
    public IReadOnlyList<long> Waiting => _waiting;

    public IReadOnlyDictionary<long, long> Corrected => _corrected;

    public IReadOnlyCollection<long> TakenBack => _takenBack;

    /// <summary>The base may be of a newer scoring version than this one, which could not read it.</summary>
    public bool MayBeNewerThan(ushort scoringVersion) =>
        From > 0 && !BeginsAnew && _baseVersion > scoringVersion;

    /// <summary>The present state was folded under this scoring version alone, as far as it is recorded.</summary>
    public bool IsWhollyOf(ushort scoringVersion) => !_mixed && _version == scoringVersion;

    public void Add(JournalRecord record, RecordPayload body)
    {
        _mixed = body is not AccountRebuilt && (_mixed || record.ScoringVersion != _version);
        _version = record.ScoringVersion;
        switch (body)
        {
            case TransactionsAssessed assessed:
                Add(assessed);
                break;
            case TransactionLabelled labelled:
                _labels.Add(labelled.Label);
                break;
            case DayClosed day:
                _days.Add(day.Closed);
                break;
            case SettingsChanged settings:
                Profile = settings.Profile;
                break;
            case AccountRebuilt rebuilt:
                Take(record, rebuilt);
                break;
            default:
                break; // a state carried forward changes nothing
        }

        Sequence = record.LastSequence;
    }

    public TimelineRow? Find(long sequence) => sequence > From ? _rows.GetValueOrDefault(sequence) : null;

    /// <summary>Whether what came since then may be inside the base, where nothing can be taken back.</summary>
    public bool MayHoldSince(long arrivedAt) =>
        From > 0 && !BeginsAnew && JournalMonth.Of(arrivedAt).CompareTo(_month) <= 0;

    /// <summary>Leaves the base aside: the account begins with the oldest transaction that is recorded.</summary>
    public void BeginAnew() => (From, BeginsAnew) = (_oldest, true);

    /// <summary>
    /// Whether a transaction counts, if these are taken back: neither is it one of them, nor does another version of it
    /// count.
    /// </summary>
    public bool Counts(long sequence, IReadOnlySet<long> takenBack)
    {
        if (takenBack.Contains(sequence))
        {
            return false;
        }

        var later = sequence;
        while (_corrected.TryGetValue(later, out later))
        {
            if (!takenBack.Contains(later))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(TransactionsAssessed body)
    {
        var since = body.Entries.Min(static entry => entry.Transaction.At);
        for (var i = 0; i < body.Entries.Count; i++)
        {
            var (entry, sequence) = (body.Entries[i], body.Entries[i].Inputs.Sequence);
            var row = new TimelineRow(entry, Profile, body.Sources, since, sequence);
            if (body.Waiting is { } waiting)
            {
                _waiting.Add(sequence);
                row = waiting.Corrects[i] > 0 ? Correct(waiting.Corrects[i], row) : row;
            }

            _rows[sequence] = row;
        }
    }

    private TimelineRow Correct(long earlier, TimelineRow row)
    {
        _corrected[earlier] = row.Sequence;
        return _rows.GetValueOrDefault(earlier) is { } before
            ? row with { Since = before.Since, Within = before.Within } : row;
    }

    /// <summary>
    /// Where a rebuild began at an older base than there is now, what it came to cannot be folded anew: the account
    /// begins with it.
    /// </summary>
    private void Take(JournalRecord record, AccountRebuilt rebuilt)
    {
        (Revision, Profile, Closed) = (rebuilt.Revision, rebuilt.Profile, rebuilt.Closed);
        _waiting.Clear();
        _takenBack.Clear();
        _corrected.Clear();
        if (rebuilt.BeganAnew && rebuilt.From == _oldest)
        {
            BeginAnew();
        }
        else if (rebuilt.From < From)
        {
            StateContent.Read(rebuilt.State.Span, State);
            (From, Standing, _month) = (record.FirstSequence, rebuilt.Profile, record.Month);
            _baseVersion = record.ScoringVersion;
        }

        foreach (var (first, last) in rebuilt.TakenBack)
        {
            for (var sequence = first; sequence <= last; sequence++)
            {
                _takenBack.Add(sequence);
            }
        }

        foreach (var (earlier, later) in rebuilt.Corrected)
        {
            _corrected[earlier] = later;
        }
    }
}
