using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Writing;

/// <summary>
/// The journal's one way in. Accounts are spread over writers; in each writer one commit is under way while the next
/// group gathers, so that a busy writer's groups grow by themselves and an idle writer's first record waits for nobody.
/// When the database is away, or the queue is full, records are answered "not recorded" at once.
/// </summary>
public sealed class GroupCommitter : IJournal, IAsyncDisposable
{
    private readonly CommitLoop[] _writers;
    private readonly JournalMetrics _metrics;

    public GroupCommitter(
        IJournalWriters writers, GroupCommitterOptions options, IReadOnlyList<ICommitted> listeners, TimeProvider time,
        ILogger<GroupCommitter> log)
    {
        _metrics = new JournalMetrics(() => Waiting);
        _writers = new CommitLoop[options.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new CommitLoop(writers, options, new WriterSurroundings(listeners, _metrics, time, log));
        }
    }

    /// <summary>Records handed in and not yet on their way.</summary>
    public int Waiting => _writers?.Sum(static writer => writer.Waiting) ?? 0;

    /// <summary>Whether every writer is open: false means that records are refused at the moment.</summary>
    public bool Available => _writers.All(static writer => writer.Available);

    public ValueTask<Appended> Append(JournalRecord record)
    {
        // Pseudonyms are evenly spread by their making, so their low bits are.
        var writer = _writers[(int)((ulong)record.Account.Value % (ulong)_writers.Length)];
        return new ValueTask<Appended>(writer.Append(record));
    }

    /// <summary>Takes nothing more, commits what waits, and closes the writers.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_writers.Select(static writer => writer.DisposeAsync().AsTask())).ConfigureAwait(false);
        _metrics.Dispose();
    }
}

/// <summary>How the journal is written.</summary>
public sealed record GroupCommitterOptions
{
    /// <summary>Writers beside each other, each a database connection. The default is 1; 1 to 16.</summary>
    public int Writers { get; init; } = 1;

    /// <summary>Records of one commit. The default is 4,096.</summary>
    public int GroupRecordsMax { get; init; } = JournalLimits.GroupRecordsMax;

    /// <summary>Bytes of one commit; a single record may be larger. The default is 8 MB.</summary>
    public long GroupBytesMax { get; init; } = JournalLimits.GroupBytesMax;

    /// <summary>Records that may wait in one writer. The default is 20,000.</summary>
    public int QueueRecordsMax { get; init; } = JournalLimits.QueueRecordsMax;

    /// <summary>Bytes that may wait in one writer. The default is 64 MB.</summary>
    public long QueueBytesMax { get; init; } = JournalLimits.QueueBytesMax;
}
