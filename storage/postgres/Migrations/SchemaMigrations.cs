using System.Globalization;
using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Migrations;

/// <summary>
/// Brings a database to this version's schema. Run by a command with an administrator's connection, never by a host:
/// hosts only check the version. Doing it twice, or twice at the same time, changes nothing.
/// </summary>
public static class SchemaMigrations
{
    /// <summary>What hosts of this version need.</summary>
    public static int Version => Migration.All.Count;

    /// <param name="administrator">Connection string of a superuser, or of a role that may make roles and is in
    /// <c>risk_owner</c>.</param>
    /// <param name="firstMonth">First month that gets a partition.</param>
    /// <param name="lastMonth">Last month that gets one.</param>
    public static async Task<MigrationReport> Apply(
        string administrator, JournalMonth firstMonth, JournalMonth lastMonth, CancellationToken cancel)
    {
        await using var connection = await Open(administrator, Migration.Roles, cancel);
        await Execute(connection, Preparation, cancel);

        var before = await Applied(connection, cancel);
        Check(before);
        if (before.Count > Version && await SchemaFit.Refusal(connection, Version, before.Count, cancel) is { } refusal)
        {
            throw new SchemaRefusedException(refusal);
        }

        foreach (var migration in Migration.All.Skip(before.Count))
        {
            await Apply(connection, migration, cancel);
        }

        var made = await EnsureMonths(connection, firstMonth, lastMonth, cancel);
        return new MigrationReport(before.Count, Math.Max(before.Count, Version), made);
    }

    /// <summary>Same, with the months from now to <see cref="Limits.MonthsAhead"/> ahead.</summary>
    public static Task<MigrationReport> Apply(string administrator, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (first, last) = Partitions.JournalMonths.Window(time);
        return Apply(administrator, first, last, cancel);
    }

    private const string Preparation = """
        create schema if not exists risk authorization risk_owner;
        set role risk_owner;
        set search_path = risk;
        create table if not exists risk.migrations (
            version    int         primary key,
            name       text        not null,
            checksum   bytea       not null,
            applied_at timestamptz not null default now()
        );
        alter table risk.migrations add column if not exists serves int;
        """;

    /// <summary>
    /// An administrator's connection beside which nobody else migrates this database, with these roles made. Roles are
    /// the server's: where another database's migration grants the same at this moment, the statement fails ("tuple
    /// concurrently updated"), and the connection with it.
    /// </summary>
    public static async Task<NpgsqlConnection> Open(string administrator, string roles, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(administrator) { Pooling = false };
        for (var attempt = 1; ; attempt++)
        {
            var connection = new NpgsqlConnection(settings.ConnectionString);
            try
            {
                await connection.OpenAsync(cancel);
                await Execute(connection, $"select pg_advisory_lock({Locks.Space}, {Locks.Migrations})", cancel);
                await Execute(connection, roles, cancel);
                return connection;
            }
            catch (Exception failure)
            {
                await connection.DisposeAsync();
                if (failure is not PostgresException { SqlState: SqlStates.Internal } || attempt >= Limits.RoleAttempts)
                {
                    throw;
                }
            }
        }
    }

    private static async Task<List<(string Name, byte[] Checksum)>> Applied(
        NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command =
            new NpgsqlCommand("select name, checksum from risk.migrations order by version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var applied = new List<(string, byte[])>();
        while (await reader.ReadAsync(cancel))
        {
            applied.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return applied;
    }

    private static void Check(List<(string Name, byte[] Checksum)> applied)
    {
        for (var i = 0; i < Math.Min(applied.Count, Version); i++)
        {
            if (!applied[i].Checksum.AsSpan().SequenceEqual(Migration.All[i].Checksum))
            {
                throw new SchemaRefusedException(
                    $"Migration {applied[i].Name} was applied with another text than this program has: " +
                    "an applied migration never changes; use the program it came from, or a fresh database.");
            }
        }
    }

    private static async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, migration.Sql, cancel);
        await using var note = new NpgsqlCommand(
            "insert into risk.migrations (version, name, checksum, serves) values ($1, $2, $3, $4)", connection,
            transaction);
        note.Parameters.Put(migration.Version);
        note.Parameters.Put(migration.Name);
        note.Parameters.Put(migration.Checksum);
        note.Parameters.Put(migration.Serves);
        await note.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<int> EnsureMonths(
        NpgsqlConnection connection, JournalMonth first, JournalMonth last, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select risk.ensure_periods($1, $2)", connection);
        command.Parameters.Put(first.Value);
        command.Parameters.Put(last.Value);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <param name="Before">Version found, 0 for a fresh database.</param>
/// <param name="After">Version it has now.</param>
/// <param name="MonthsMade">Months that got a partition.</param>
public sealed record MigrationReport(int Before, int After, int MonthsMade);

/// <summary>The database's schema and this program do not fit; the message says what to do.</summary>
public sealed class SchemaRefusedException(string message) : Exception(message);
