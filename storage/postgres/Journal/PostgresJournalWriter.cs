using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>
/// One writer. A group goes by COPY in one burst; where a row of it meets another writer, once more row by row, so
/// that the rest commits. A connection lost before COMMIT was sent has recorded nothing; lost after it, the writer's
/// row says what became of it.
/// </summary>
internal sealed partial class PostgresJournalWriter : IJournalWriter
{
    private readonly PostgresOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly JournalCopy _copy = new();
    private WriterSession? _session;
    private int _processId;

    public PostgresJournalWriter(WriterSession session, PostgresOptions options, TimeProvider time, ILogger log)
    {
        (_session, _options, _time, _log) = (session, options, time, log);
        (Id, _processId) = (session.Writer, session.ProcessId);
    }

    public int Id { get; }

    /// <summary>For tests: the server's process behind the writer.</summary>
    internal int ProcessId => _processId;

    /// <summary>For tests: the session, to look at its settings.</summary>
    internal NpgsqlConnection? Connection => _session?.Connection;

    public async ValueTask<CommitOutcome> Commit(
        long number, IReadOnlyList<JournalRecord> group, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfZero(group.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group.Count, Limits.GroupRowsMax);
        if (cancel.IsCancellationRequested)
        {
            return All(group, RowOutcome.NotRecorded, numberUsed: false, Causes.Cancelled);
        }

        // From here on the caller's token counts no more: what was handed over gets its outcome.
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.CommitMilliseconds), _time);
        try
        {
            var session = _session ??= await Reconnect(deadline.Token);
            if (session.LastCommit >= number)
            {
                return All(group, RowOutcome.NotRecorded, numberUsed: true, Causes.NumberTaken);
            }

            return await Send(session, number, group, deadline.Token);
        }
        catch (Exception failure) when (Trouble.Is(failure))
        {
            return await Explain(number, group, failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        _session = null;
        try
        {
            using var deadline =
                new CancellationTokenSource(TimeSpan.FromMilliseconds(Limits.TakeOverMilliseconds), _time);
            await using var close =
                new NpgsqlCommand("update risk.lanes set closed_at = now() where id = $1", session.Connection);
            close.Parameters.Put(Id);
            await close.ExecuteNonQueryAsync(deadline.Token);
        }
        catch (Exception failure) when (Trouble.Is(failure))
        {
            // Only a note for people: a writer that never says goodbye is as finished as one that does.
        }

        await session.DisposeAsync();
    }

    private async Task<CommitOutcome> Send(
        WriterSession session, long number, IReadOnlyList<JournalRecord> group, CancellationToken cancel)
    {
        session.CommitSent = false;
        Patience patience;
        try
        {
            await CopyGroup.Send(session, number, group, _copy.Encode(Id, number, group), cancel);
            return All(group, RowOutcome.Committed, numberUsed: true, cause: null);
        }
        catch (PostgresException failure) when (Trouble.IsRolledBack(failure) && Trouble.IsOneRows(failure))
        {
            LogRowByRow(Id, number, group.Count, failure.SqlState);
            await session.Rollback(cancel);
            var waited = failure.SqlState == SqlStates.LockNotAvailable;
            patience = new Patience(
                waited ? Limits.FurtherWaitMilliseconds : _options.LockWaitMilliseconds,
                Limits.FurtherWaitMilliseconds, Limits.RowByRowMilliseconds);
        }

        var outcome = await RowByRow.Send(session, number, group, patience, cancel);
        if (outcome.Cause == Causes.Blocked)
        {
            await EndStuckSessions(session, cancel);
        }

        return outcome;
    }

    private async Task EndStuckSessions(WriterSession session, CancellationToken cancel)
    {
        try
        {
            var ended = await session.EndStuckSessions(_options.StuckMilliseconds, cancel);
            if (ended > 0)
            {
                LogEndedStuck(Id, ended);
            }
        }
        catch (Exception failure) when (Trouble.Is(failure))
        {
            await Drop(); // the group has its outcome; the next one begins with a new session
        }
    }

    private async Task<CommitOutcome> Explain(long number, IReadOnlyList<JournalRecord> group, Exception failure)
    {
        var open = _session is { CommitSent: true } && !Trouble.IsRolledBack(failure);
        LogTrouble(Id, number, open, failure);
        await Drop();
        return open
            ? await Learn(number, group)
            : All(group, RowOutcome.NotRecorded, numberUsed: false, Trouble.Words(failure)) with
            {
                ConnectionLost = true,
            };
    }

    /// <summary>
    /// Asks what became of a commit whose answer was lost: by the writer and its number, once the lost session is gone.
    /// </summary>
    private async Task<CommitOutcome> Learn(long number, IReadOnlyList<JournalRecord> group)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.AskMilliseconds), _time);
        while (!deadline.IsCancellationRequested)
        {
            try
            {
                var session = _session = await Reconnect(deadline.Token);
                return Learned(session, number, group);
            }
            catch (Exception failure) when (Trouble.Is(failure))
            {
                await Drop();
                await Task.Delay(Limits.ReconnectPause, _time, CancellationToken.None);
            }
        }

        LogUnknown(Id, number, group.Count);
        return All(group, RowOutcome.Unknown, numberUsed: false, Causes.Unknown);
    }

    private static CommitOutcome Learned(WriterSession session, long number, IReadOnlyList<JournalRecord> group) =>
        session.LastCommit < number ? All(group, RowOutcome.NotRecorded, numberUsed: false, Causes.Lost)
        : session.LastRefused == 0 ? All(group, RowOutcome.Committed, numberUsed: true, cause: null)
        : All(group, RowOutcome.Unknown, numberUsed: true, Causes.PartlyRecorded);

    private async Task<WriterSession> Reconnect(CancellationToken cancel)
    {
        var session = await WriterSession.TakeOver(_options, Id, _processId, cancel);
        _processId = session.ProcessId;
        LogReconnected(Id, session.LastCommit);
        return session;
    }

    private async Task Drop()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }

    private static CommitOutcome All(
        IReadOnlyList<JournalRecord> group, RowOutcome outcome, bool numberUsed, string? cause)
    {
        var rows = new RowOutcome[group.Count];
        Array.Fill(rows, outcome);
        return new CommitOutcome(rows, numberUsed, cause);
    }
}
