using Npgsql;
using OrleansRisk.Postgres;
using OrleansRisk.Postgres.Migrations;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>
/// A migrated database on a server of these tests, and the connection strings of the roles, by whatever socket.
/// </summary>
public sealed class RiskDatabase(PostgresServer server, string name)
{
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
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString(socket)) { Username = role, Database = name };
        return settings.ConnectionString;
    }

    public PostgresOptions Options(string? socket = null) => new()
    {
        Writer = As("risk_writer", socket),
        Reader = As("risk_reader", socket),
        Projector = As("risk_projector", socket),
        Operator = As("risk_operator", socket),
    };

    /// <summary>One value, asked past every wire, as the administrator.</summary>
    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = await Open(As("postgres"));
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
