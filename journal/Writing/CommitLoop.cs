using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Writing;

/// <summary>What a commit loop finds around it.</summary>
internal sealed record WriterSurroundings(
    IReadOnlyList<ICommitted> Listeners, JournalMetrics Metrics, TimeProvider Time, ILogger Log);

/// <summary>
/// One writer: a queue in front of it and a loop that commits group after group. Reopens the writer after trouble.
/// </summary>
internal sealed partial class CommitLoop : IAsyncDisposable
{
    private readonly IJournalWriters _writers;
    private readonly WriterSurroundings _around;
    private readonly CommitQueue _queue;
    private readonly Lock _gate = new();
    // A flag to wait on: full means "look into the queue".
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _expiry;
    private readonly Task _loop;
    private IJournalWriter? _writer;
    private Task _hanging = Task.CompletedTask;
    private long _number;
    private bool _away;
    private bool _stopping;

    public CommitLoop(IJournalWriters writers, GroupCommitterOptions options, WriterSurroundings around)
    {
        (_writers, _around, _queue) = (writers, around, new CommitQueue(options));
        _expiry = around.Time.CreateTimer(
            static self => ((CommitLoop)self!).Expire(), this, JournalLimits.QueueLook, JournalLimits.QueueLook);
        _loop = Task.Run(RunOrRefuse);
    }

    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    public bool Available => Volatile.Read(ref _writer) is not null && !Volatile.Read(ref _away);

    public Task<Appended> Append(JournalRecord record) => Traces.Here is null ? Add(record) : AppendTraced(record);

    private async Task<Appended> AppendTraced(JournalRecord record)
    {
        using var span = Traces.Source.StartActivity(Traces.Append);
        return await Add(record with { Trace = Traces.Here }).ConfigureAwait(false);
    }

    private Task<Appended> Add(JournalRecord record)
    {
        var waiting = new WaitingRecord(record, _around.Time.GetTimestamp());
        string? refused;
        lock (_gate)
        {
            refused = _stopping ? "stopping"
                : _away ? "journal_unavailable"
                : _queue.TryAdd(waiting) ? null : "overloaded";
        }

        if (refused is not null)
        {
            _around.Metrics.Answered(RowOutcome.NotRecorded, 1);
            return Task.FromResult(NotRecorded(refused));
        }

        _arrived.Writer.TryWrite(true);
        return waiting.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _arrived.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        await _expiry.DisposeAsync().ConfigureAwait(false);
        Refuse("stopping", static _ => true);
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    /// <summary>Should the loop ever end by a mistake of ours, nobody waits for it in vain.</summary>
    private async Task RunOrRefuse()
    {
        try
        {
            await Run().ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            LogLoopEnded(_around.Log, trouble);
            SetAway(true);
            Refuse("journal_unavailable", static _ => true);
        }
    }

    private async Task Run()
    {
        await Reopen().ConfigureAwait(false);
        while (await _arrived.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _arrived.Reader.TryRead(out _);
            while (_writer is not null && NextGroup() is { Count: > 0 } group)
            {
                await Commit(group).ConfigureAwait(false);
            }
        }

        // Stopping: what had been taken before is still owed its commit.
        while (_writer is not null && NextGroup() is { Count: > 0 } rest)
        {
            await Commit(rest).ConfigureAwait(false);
        }
    }

    private List<WaitingRecord> NextGroup()
    {
        lock (_gate)
        {
            return _queue.TakeGroup();
        }
    }

    private async ValueTask Commit(List<WaitingRecord> group)
    {
        var writer = _writer!;
        using var span = SpanOf(group);
        var began = _around.Time.GetTimestamp();
        var outcome = await Send(writer, group).ConfigureAwait(false);
        _around.Metrics.Committed(group.Count, _around.Time.GetElapsedTime(began));
        var unknown = outcome.Rows.Contains(RowOutcome.Unknown);
        var nothing = outcome.Rows.All(static row => row == RowOutcome.NotRecorded);
        if (outcome.NumberUsed && !unknown && !nothing)
        {
            // Of a number whose rows are not known nothing is told: listeners see the gap and read the journal.
            Tell(writer.Id, group, outcome);
        }

        Answer(writer.Id, group, outcome);
        span?.SetStatus(unknown || nothing ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        if (outcome.NumberUsed)
        {
            _number++;
        }

        // Rows blocked or in conflict are their own affair. Where nobody knows, or the connection went, the writer is
        // suspect; and where its number is used while nothing of the group is there, something is that should not be.
        if (unknown || outcome.ConnectionLost || (outcome.NumberUsed && nothing))
        {
            LogTrouble(_around.Log, writer.Id, _number, outcome.Cause ?? "no cause given");
            await Reopen().ConfigureAwait(false);
        }
    }

    private static Activity? SpanOf(List<WaitingRecord> group)
    {
        if (!Traces.Source.HasListeners())
        {
            return null;
        }

        var links = group.Where(static waiting => waiting.Record.Trace is not null).Take(JournalLimits.CommitLinksMax)
            .Select(static waiting => new ActivityLink(Traces.Place(waiting.Record.Trace))).ToList();
        return links.Count == 0 ? null
            : Traces.Source.StartActivity(ActivityKind.Internal, links: links, name: Traces.Commit)
                ?.SetTag(Traces.RecordsTag, group.Count);
    }

    private async ValueTask<CommitOutcome> Send(IJournalWriter writer, List<WaitingRecord> group)
    {
        var records = new JournalRecord[group.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = group[i].Record;
        }

        using var timeout = new CancellationTokenSource(JournalLimits.CommitTimeout, _around.Time);
        var commit = writer.Commit(_number, records, timeout.Token).AsTask();
        try
        {
            var outcome = await commit.WaitAsync(
                JournalLimits.CommitTimeout + JournalLimits.CommitGrace, _around.Time).ConfigureAwait(false);
            return outcome.Rows.Count == records.Length
                ? outcome
                : AllUnknown(records.Length, "a journal writer answered for other rows");
        }
        catch (TimeoutException)
        {
            _hanging = commit;
            return AllUnknown(records.Length, "commit_timeout");
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            // A writer promises not to throw. Where it does all the same, nothing can be said of the rows.
            LogWriterThrew(_around.Log, trouble, writer.Id);
            return AllUnknown(records.Length, "commit_failed");
        }
    }

    private void Tell(int writer, List<WaitingRecord> group, CommitOutcome outcome)
    {
        var records = new List<JournalRecord>(group.Count);
        for (var i = 0; i < group.Count; i++)
        {
            if (outcome.Rows[i] == RowOutcome.Committed)
            {
                records.Add(group[i].Record);
            }
        }

        var committed = new CommittedGroup(writer, _number, records);
        foreach (var listener in _around.Listeners)
        {
            try
            {
                listener.Committed(committed);
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                // It is committed, whatever a listener makes of it: the writers must have their answers.
                LogListenerThrew(_around.Log, trouble, writer, _number);
            }
        }
    }

    private void Answer(int writer, List<WaitingRecord> group, CommitOutcome outcome)
    {
        for (var i = 0; i < group.Count; i++)
        {
            var row = outcome.Rows[i];
            _around.Metrics.Answered(row, 1);
            group[i].Complete(new Appended(row, writer, _number, row == RowOutcome.Committed ? null : outcome.Cause));
        }
    }

    private static CommitOutcome AllUnknown(int rows, string cause)
    {
        var unknown = new RowOutcome[rows];
        Array.Fill(unknown, RowOutcome.Unknown);
        return new CommitOutcome(unknown, NumberUsed: false, cause);
    }

    private static Appended NotRecorded(string cause) => new(RowOutcome.NotRecorded, 0, 0, cause);
}
