using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Writing;

/// <summary>
/// A record on its way, and whoever waits for it. Continuations run elsewhere: the committer has the next group to
/// send.
/// </summary>
internal sealed class WaitingRecord(JournalRecord record, long since)
{
    private readonly TaskCompletionSource<Appended> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalRecord Record { get; } = record;

    /// <summary>Timestamp of its arrival.</summary>
    public long Since { get; } = since;

    public Task<Appended> Answer => _answer.Task;

    public long Bytes => Record.Body.Length + Record.Base.Length + JournalLimits.RecordHeaderBytes;

    public void Complete(Appended appended) => _answer.TrySetResult(appended);
}

/// <summary>
/// What waits for the next commit of a writer, in order of arrival. Not thread-safe: its writer locks.
/// </summary>
internal sealed class CommitQueue(GroupCommitterOptions options)
{
    private readonly List<WaitingRecord> _waiting = [];
    private readonly HashSet<(TenantId, AccountKey)> _inGroup = [];
    private long _bytes;

    public int Count => _waiting.Count;

    /// <summary>False where there is no room.</summary>
    public bool TryAdd(WaitingRecord waiting)
    {
        if (_waiting.Count >= options.QueueRecordsMax
            || (_waiting.Count > 0 && _bytes + waiting.Bytes > options.QueueBytesMax))
        {
            return false;
        }

        _waiting.Add(waiting);
        _bytes += waiting.Bytes;
        return true;
    }

    /// <summary>
    /// The next group, oldest first and at most one record of an account: a row that is refused must not take a later
    /// one of the same account with it into the database.
    /// </summary>
    public List<WaitingRecord> TakeGroup()
    {
        var group = new List<WaitingRecord>(Math.Min(_waiting.Count, options.GroupRecordsMax));
        _inGroup.Clear();
        long bytes = 0;
        var kept = 0;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var waiting = _waiting[i];
            var fits = group.Count == 0
                || (group.Count < options.GroupRecordsMax && bytes + waiting.Bytes <= options.GroupBytesMax);
            if (_inGroup.Add((waiting.Record.Tenant, waiting.Record.Account)) && fits)
            {
                group.Add(waiting);
                bytes += waiting.Bytes;
            }
            else
            {
                _waiting[kept++] = waiting;
            }
        }

        _waiting.RemoveRange(kept, _waiting.Count - kept);
        _bytes -= bytes;
        return group;
    }

    /// <summary>Takes out those that arrived long enough ago.</summary>
    public List<WaitingRecord> TakeOlder(Func<long, bool> old)
    {
        var taken = _waiting.TakeWhile(waiting => old(waiting.Since)).ToList();
        _waiting.RemoveRange(0, taken.Count);
        _bytes -= taken.Sum(static waiting => waiting.Bytes);
        return taken;
    }
}
