using System.Globalization;
using Npgsql;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>
/// A writer's connection, which holds the writer's advisory lock: while it lives no other session can write under the
/// writer's id, and when it has been taken, every earlier one is over. So what it reads of the writer's last commit is
/// final.
/// </summary>
internal sealed class WriterSession : IAsyncDisposable
{
    private WriterSession(NpgsqlConnection connection, int writer) => (Connection, Writer) = (connection, writer);

    public NpgsqlConnection Connection { get; }

    public int Writer { get; }

    public int ProcessId => Connection.ProcessID;

    public long LastCommit { get; private set; }

    /// <summary>Rows that the last commit left out.</summary>
    public int LastRefused { get; private set; }

    /// <summary>A COMMIT may have reached the server: from here on a lost connection leaves the outcome open.</summary>
    public bool CommitSent { get; set; }

    /// <summary>Makes a writer: the row appears only once its lock is held.</summary>
    public static async Task<WriterSession> OpenNew(PostgresOptions options, CancellationToken cancel)
    {
        var connection = await Connect(options, cancel);
        try
        {
            await using var command = new NpgsqlCommand(
                $"""
                with made as (insert into risk.lanes (writer, scope) values ($1, $2) returning id)
                select id, pg_advisory_lock({Locks.Writers}, id)::text from made
                """,
                connection);
            command.Parameters.Put(options.Signature);
            command.Parameters.Put(options.Scope);
            var writer = (int)(await command.ExecuteScalarAsync(cancel))!;
            await Name(connection, writer, cancel);
            return new WriterSession(connection, writer);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes the writer over from a session that was lost: ends it where it still runs, and waits until it is gone.
    /// </summary>
    public static async Task<WriterSession> TakeOver(
        PostgresOptions options, int writer, int lostProcessId, CancellationToken cancel)
    {
        var connection = await Connect(options, cancel);
        try
        {
            await End(connection, writer, lostProcessId, cancel);
            await Lock(connection, writer, cancel);
            await Name(connection, writer, cancel);
            var session = new WriterSession(connection, writer);
            await session.ReadLastCommit(cancel);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>Ends the sessions of writers that have stood still in the middle of a commit for too long: a stopped
    /// process keeps its rows locked for ever, for neither a statement's nor an idle session's time-out ends a COPY
    /// that waits for its client.</summary>
    public async Task<int> EndStuckSessions(int stuckMilliseconds, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and application_name like $1 and pid <> pg_backend_pid()
                and pg_has_role(usesysid, 'usage') and wait_event = 'ClientRead'
                and xact_start < clock_timestamp() - make_interval(secs => $2)
            """,
            Connection);
        command.Parameters.Put(Sessions.WriterName + " %");
        command.Parameters.Put(stuckMilliseconds / 1_000.0);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    public async Task Rollback(CancellationToken cancel)
    {
        CommitSent = false;
        await using var command = new NpgsqlCommand("rollback", Connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<NpgsqlConnection> Connect(PostgresOptions options, CancellationToken cancel)
    {
        var connection = Sessions.Writer(options);
        try
        {
            await connection.OpenAsync(cancel);

            // The server may confirm a commit before it is durable only if someone configured it so: not for this
            // session, and not either where the server is reconfigured while it lasts. A stronger setting
            // (remote_apply) stays.
            await using var command = new NpgsqlCommand(
                """
                select set_config('synchronous_commit',
                    case when current_setting('synchronous_commit') in ('off', 'local') then 'on'
                        else current_setting('synchronous_commit') end, false)
                """,
                connection);
            await command.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task End(NpgsqlConnection connection, int writer, int lostProcessId, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where pid = $1 and datname = current_database() and application_name = $2 and pg_has_role(usesysid, 'usage')
            """,
            connection);
        command.Parameters.Put(lostProcessId);
        command.Parameters.Put(NameOf(writer));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Lock(NpgsqlConnection connection, int writer, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"set local lock_timeout = {Limits.TakeOverMilliseconds}"));
        var take = new NpgsqlBatchCommand($"select pg_advisory_lock({Locks.Writers}, $1)");
        take.Parameters.Put(writer);
        batch.BatchCommands.Add(take);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit")); // the lock is the session's and stays
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Name(NpgsqlConnection connection, int writer, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select set_config('application_name', $1, false)", connection);
        command.Parameters.Put(NameOf(writer));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task ReadLastCommit(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select last_commit, last_refused from risk.lanes where id = $1", Connection);
        command.Parameters.Put(Writer);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
        {
            throw new NpgsqlException(
                $"Journal writer {Writer} is not in the database any more: it was restored or replaced.");
        }

        (LastCommit, LastRefused) = (reader.GetInt64(0), reader.GetInt32(1));
    }

    private static string NameOf(int writer) =>
        $"{Sessions.WriterName} {writer.ToString(CultureInfo.InvariantCulture)}";
}
