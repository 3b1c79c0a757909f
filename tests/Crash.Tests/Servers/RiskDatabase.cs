using System.Diagnostics;
using Npgsql;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Migrations;
using Xunit;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>
/// A migrated database on a server of these tests, and the connection strings of the roles, by whatever socket.
/// </summary>
public sealed class RiskDatabase(PostgresServer server, string name)
{
    private static readonly TimeSpan ProjectedMax = TimeSpan.FromSeconds(60);

    public string Name => name;

    public static async Task<RiskDatabase> Create(PostgresServer server)
    {
        var name = $"crash_{Guid.NewGuid():n}";
        await using var connection = await Open(server.ConnectionString());
        await using var command = new NpgsqlCommand($"create database \"{name}\"", connection);
        await command.ExecuteNonQueryAsync();
        var database = new RiskDatabase(server, name);
        await SchemaMigrations.Apply(database.As("postgres"), TimeProvider.System, CancellationToken.None);
        return database;
    }

    public string As(string role, string? socket = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString(socket))
        {
            Username = role,
            Database = name,
        };
        return settings.ConnectionString;
    }

    public PostgresOptions Options(string? socket = null, bool production = false) => new()
    {
        Writer = As("risk_writer", socket),
        Reader = As("risk_reader", socket),
        Projector = As("risk_projector", socket),
        Operator = As("risk_operator", socket),
        Production = production,
    };

    /// <summary>One value, asked past every wire, as the administrator.</summary>
    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = await Open(As("postgres"));
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs SQL as the administrator: for looking on and for breaking things.</summary>
    public async Task<int> Do(string sql)
    {
        await using var connection = await Open(As("postgres"));
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until what accounts share has been folded from every commit, and written.</summary>
    public async Task UntilProjected()
    {
        var patience = Stopwatch.StartNew();
        while (!await Ask<bool>(
            """
            select coalesce(bool_and(l.last_commit <= coalesce(p.commit_number, 0)), false)
            from risk.lanes l left join risk.lane_positions p on p.lane = l.id
            """))
        {
            Assert.True(patience.Elapsed < ProjectedMax, "the projections did not catch up");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>What is stored of each counterparty, whatever the tenant: these deployments have one.</summary>
    public async Task<IReadOnlyDictionary<ulong, byte[]>> CounterpartyCounts()
    {
        await using var connection = await Open(As("postgres"));
        await using var command = new NpgsqlCommand(
            "select key, counts from risk.projections where key <> 0", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<ulong, byte[]>();
        while (await reader.ReadAsync())
        {
            counts.Add(unchecked((ulong)reader.GetInt64(0)), reader.GetFieldValue<byte[]>(1));
        }

        return counts;
    }

    public static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
