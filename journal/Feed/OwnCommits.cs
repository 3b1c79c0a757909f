using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Journal.Feed;

/// <summary>
/// What this process has committed since the last look. Bounded: what does not fit is lost here and read from the
/// journal.
/// </summary>
internal sealed class OwnCommits
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _writers = [];
    private readonly Dictionary<int, long> _waiting = [];
    private List<CommittedGroup> _groups = [];
    private int _records;
    private bool _lost;

    public void Add(CommittedGroup group)
    {
        lock (_gate)
        {
            if (_records + group.Records.Count > JournalLimits.FeedRecordsWaiting)
            {
                _lost = true;
                return;
            }

            _records += group.Records.Count;
            _groups.Add(group);
        }
    }

    public void Lose()
    {
        lock (_gate)
        {
            _lost = true;
        }
    }

    public (List<CommittedGroup> Groups, bool Lost) Take()
    {
        lock (_gate)
        {
            var taken = (_groups, _lost);
            (_groups, _records, _lost) = ([], 0, false);
            return taken;
        }
    }

    /// <summary>
    /// The groups as a stretch behind this position; null where they are not all that there is. An account of this
    /// process is in one of its writers only, so the order between them matters to nobody. A commit of our own that
    /// shows in the database has a look's time to show in memory.
    /// </summary>
    public List<HeldCommit>? InOrder(
        List<CommittedGroup> groups, FeedPosition position, IReadOnlyList<WriterHead> heads)
    {
        var stretch = new List<HeldCommit>(groups.Count);
        foreach (var group in groups)
        {
            _writers.Add(group.Writer);
            var number = position.Number(group.Writer);
            if (group.Number <= number)
            {
                continue; // read from the journal before memory told of it
            }

            if (group.Number != number + 1)
            {
                return null;
            }

            var after = position.With(group.Writer, group.Number, 0);
            var commit = FeedCommit.Of(
                group.Writer, group.Number, group.Records, static record => record.Content);
            stretch.Add(new HeldCommit(commit, position, after));
            position = after;
        }

        return Missing(position, heads) ? null : stretch;
    }

    private bool Missing(FeedPosition position, IReadOnlyList<WriterHead> heads)
    {
        foreach (var head in heads)
        {
            if (head.Number <= position.Number(head.Writer))
            {
                _waiting.Remove(head.Writer);
            }
            else if (!_writers.Contains(head.Writer)
                || (_waiting.TryGetValue(head.Writer, out var seen) && position.Number(head.Writer) < seen))
            {
                _waiting.Remove(head.Writer);
                return true;
            }
            else
            {
                _waiting[head.Writer] = head.Number;
            }
        }

        return false;
    }
}
