using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OrleansRisk.Postgres.Migrations;

namespace OrleansRisk.Host.Membership;

/// <summary>
/// The cluster's own schema, beside the engine's: numbered files that never change once applied. Run by the migrate
/// command with an administrator's connection, after the engine's own; hosts only check the version. A newer schema may
/// serve older programs: a file then begins with the oldest that it serves, <c>-- serves: 3</c>.
/// </summary>
internal static class ClusterMigrations
{
    private const string Preparation = """
        create schema if not exists cluster authorization risk_owner;
        set role risk_owner;
        set search_path = cluster;
        create table if not exists cluster.migrations (
            version    int         primary key,
            checksum   bytea       not null,
            applied_at timestamptz not null default now());
        alter table cluster.migrations add column if not exists serves int;
        """;

    private static readonly string[] Files =
    [
        "0001_cluster.sql", "0002_reminders_and_states.sql", "0003_moves.sql", "0004_fence.sql",
        "0005_no_reminders.sql",
    ];

    public static int Version => Files.Length;

    /// <summary>Returns the version found; doing it twice, or twice at the same time, changes nothing.</summary>
    public static async Task<int> Apply(string administrator, CancellationToken cancel)
    {
        await using var connection = await SchemaMigrations.Open(administrator, Read("cluster_roles.sql"), cancel);
        await Execute(connection, Preparation, cancel);
        var found = await Applied(connection, cancel);
        for (var version = found + 1; version <= Version; version++)
        {
            await Apply(connection, version, cancel);
        }

        return found;
    }

    /// <summary>
    /// What a silo asks before it joins; throws <see cref="SchemaRefusedException"/> with what to do.
    /// </summary>
    public static async Task Check(string silo, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(silo);
        await using var command = source.CreateCommand("""
            select coalesce(max(version), 0), coalesce(max(coalesce(serves, version)) filter (where version > $1), 0)
            from cluster.migrations
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Version });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (found, serves) = (reader.GetInt32(0), reader.GetInt32(1));
        if (found < Version)
        {
            throw new SchemaRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster's schema is at version {found}, this program needs {Version}: run its migrate command."));
        }

        if (serves > Version)
        {
            throw new SchemaRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster's schema {found} serves programs of {serves} or newer, this one is of {Version}."));
        }
    }

    /// <summary>
    /// The applied version; throws <see cref="SchemaRefusedException"/> where one was applied with another text.
    /// </summary>
    private static async Task<int> Applied(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select version, checksum from cluster.migrations order by version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = 0;
        while (await reader.ReadAsync(cancel))
        {
            found = reader.GetInt32(0);
            if (found <= Version && !Checksum(found).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1)))
            {
                throw new SchemaRefusedException(string.Create(
                    CultureInfo.InvariantCulture, $"The cluster's schema {found} is not this program's."));
            }
        }

        return found;
    }

    private static async Task Apply(NpgsqlConnection connection, int version, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, Read(Files[version - 1]), cancel);
        await using var note = new NpgsqlCommand(
            "insert into migrations (version, checksum, serves) values ($1, $2, $3)", connection, transaction);
        note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        note.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Checksum(version) });
        note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Serves(version) });
        await note.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static int Serves(int version)
    {
        const string mark = "-- serves: ";
        var first = Read(Files[version - 1]).Split('\n', 2)[0];
        return first.StartsWith(mark, StringComparison.Ordinal)
            ? int.Parse(first[mark.Length..], CultureInfo.InvariantCulture)
            : version;
    }

    private static byte[] Checksum(int version) => SHA256.HashData(Encoding.UTF8.GetBytes(Read(Files[version - 1])));

    private static string Read(string name)
    {
        using var reader = new StreamReader(
            typeof(ClusterMigrations).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
