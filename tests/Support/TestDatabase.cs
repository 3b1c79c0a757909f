using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Postgres.Partitions;
using Xunit;

namespace OrleansRisk.Tests.Support;

/// <summary>
/// A migrated database of its own, with a random name, on the server that RISK_DATABASE names; dropped at the end.
/// Use it as a class fixture, or make one with <see cref="Create"/>.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>
    /// Months with a partition, around where <see cref="ManualTime"/> starts; those around the real now are there
    /// too.
    /// </summary>
    public static readonly JournalMonth FirstMonth = new(202512), LastMonth = new(202612);

    private readonly string _server;

    public TestDatabase()
        : this(ServerConnection())
    {
    }

    private TestDatabase(string server) => _server = server;

    public string Name { get; } = $"risk_test_{Guid.NewGuid():n}";

    /// <summary>The role the tests came with: a superuser. For looking on and for breaking things.</summary>
    public string Administrator => ConnectionString(null);

    /// <summary>As the role that owns every table.</summary>
    public string Owner =>
        new NpgsqlConnectionStringBuilder(Administrator) { Options = "-c role=risk_owner" }.ConnectionString;
    public string Writer => ConnectionString("risk_writer");
    public string Reader => ConnectionString("risk_reader");
    public string Projector => ConnectionString("risk_projector");
    public string Operator => ConnectionString("risk_operator");

    /// <summary>Options of a host on this database, as they are by default.</summary>
    public PostgresOptions Options =>
        new() { Writer = Writer, Reader = Reader, Projector = Projector, Operator = Operator };

    public static async Task<TestDatabase> Create()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        return database;
    }

    /// <summary>On another server than that of RISK_DATABASE: one that a test may stop.</summary>
    public static async Task<TestDatabase> CreateOn(string server)
    {
        var database = new TestDatabase(server);
        await database.InitializeAsync();
        return database;
    }

    /// <summary>A database without any schema yet.</summary>
    public static async Task<TestDatabase> CreateEmpty()
    {
        var database = new TestDatabase();
        await database.OnServer($"create database \"{database.Name}\"");
        return database;
    }

    public async Task InitializeAsync()
    {
        await OnServer($"create database \"{Name}\"");
        await SchemaMigrations.Apply(Administrator, FirstMonth, LastMonth, CancellationToken.None);
        var (first, last) = JournalMonths.Window(TimeProvider.System);
        await Execute($"select risk.ensure_periods({first}, {last})");
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OnServer($"drop database if exists \"{Name}\" with (force)");
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>Runs SQL as the administrator.</summary>
    public async Task Execute(string sql)
    {
        await using var connection = await Connect(Administrator);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// The first column of the first row, as the administrator sees it; the default where there is none.
    /// </summary>
    public async Task<T?> Ask<T>(string sql)
    {
        await using var connection = await Connect(Administrator);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>An open connection that no pool keeps.</summary>
    public static async Task<NpgsqlConnection> Connect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private string ConnectionString(string? role)
    {
        var settings = new NpgsqlConnectionStringBuilder(_server) { Database = Name, IncludeErrorDetail = true };
        settings.Username = role ?? settings.Username;
        return settings.ConnectionString;
    }

    private async Task OnServer(string sql)
    {
        await using var connection = await Connect(
            new NpgsqlConnectionStringBuilder(_server) { Database = "postgres" }.ConnectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string ServerConnection() =>
        Environment.GetEnvironmentVariable("RISK_DATABASE") is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException(
                "RISK_DATABASE is not set. These tests need a PostgreSQL 15 or newer and a connection string of a " +
                "superuser there, for example RISK_DATABASE='Host=127.0.0.1;Port=5432;Username=postgres'; " +
                "./dev test starts a private one by itself.");
}
