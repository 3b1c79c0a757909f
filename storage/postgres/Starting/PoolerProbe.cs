using Npgsql;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Starting;

/// <summary>
/// Tells a pooler that gives each transaction whatever server session is free. Two connections take turns so that
/// such a pooler has to change sessions: then one of ours meets another process, loses what it had set, or finds the
/// other's.
/// </summary>
internal static class PoolerProbe
{
    private const string Marker = "risk.probe";

    public static async Task Run(PostgresOptions options, List<StartRefusal> refusals, CancellationToken cancel)
    {
        foreach (var (role, text) in new[] { ("risk_writer", options.Writer), ("risk_reader", options.Reader) })
        {
            if (await IsShared(text, options, cancel))
            {
                refusals.Add(new(
                    $"Between the host and the server ({role}) is a pooler in transaction mode: " +
                    "locks and settings of a session do not hold",
                    "Connect to PostgreSQL directly, or set the pooler to session mode."));
            }
        }
    }

    private static async Task<bool> IsShared(string connectionString, PostgresOptions options, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Timeout = options.ConnectSeconds,
            CommandTimeout = options.ConnectSeconds,
        };
        await using var one = new NpgsqlConnection(settings.ConnectionString);
        await using var other = new NpgsqlConnection(settings.ConnectionString);
        await one.OpenAsync(cancel);
        await other.OpenAsync(cancel);
        try
        {
            var first = await Session(one, "one", cancel);

            // A pooler gives the session that `one` has just returned to `other`, which keeps it inside a transaction.
            await using var transaction = await other.BeginTransactionAsync(cancel);
            var second = await Session(other, "other", cancel);
            var (process, marker) = await Look(one, cancel);
            await transaction.RollbackAsync(cancel);
            return process != first || second == first || marker != "one";
        }
        catch (Exception failure)
            when (failure is TimeoutException or NpgsqlException { InnerException: TimeoutException })
        {
            return true; // a pooler with one session left cannot serve the two of us at a time; a server can
        }
    }

    private static async Task<int> Session(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        await using var command =
            new NpgsqlCommand($"select pg_backend_pid(), set_config('{Marker}', $1, false)", connection);
        command.Parameters.Put(name);
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<(int Process, string Marker)> Look(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command =
            new NpgsqlCommand($"select pg_backend_pid(), coalesce(current_setting('{Marker}', true), '')", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt32(0), reader.GetString(1));
    }
}
