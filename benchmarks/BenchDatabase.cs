using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Migrations;

namespace OrleansRisk.Benchmarks;

/// <summary>A database of its own on the server of RISK_DATABASE, dropped at the end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    public static readonly JournalMonth Month = new(202501);

    private readonly string _name = $"risk_bench_{Guid.NewGuid():n}";
    private readonly string _server = Environment.GetEnvironmentVariable("RISK_DATABASE")
        ?? throw new InvalidOperationException(
            "RISK_DATABASE is not set; ./dev bench starts a private PostgreSQL by itself");

    public string Name => _name;

    public string Administrator => As(null);

    /// <summary>With nothing in it: each build brings it to its own schema.</summary>
    public static async Task<BenchDatabase> CreateEmpty()
    {
        var database = new BenchDatabase();
        await database.OnServer($"create database {database._name}");
        return database;
    }

    /// <summary>Migrated, with months enough for every load.</summary>
    public static async Task<BenchDatabase> Create()
    {
        var database = await CreateEmpty();
        await SchemaMigrations.Apply(database.Administrator, Month, new JournalMonth(202712), CancellationToken.None);
        return database;
    }

    public string As(string? role)
    {
        var settings = new NpgsqlConnectionStringBuilder(_server) { Database = _name };
        settings.Username = role ?? settings.Username;
        return settings.ConnectionString;
    }

    /// <summary>
    /// Rows of other accounts, written where they stand in key order at random: what a table looks like that has grown.
    /// </summary>
    public async Task Preload(long rows)
    {
        const int Page = 500_000;
        if (rows == 0)
        {
            return;
        }

        await using var connection = new NpgsqlConnection(Administrator);
        await connection.OpenAsync();
        for (long done = 0; done < rows; done += Page)
        {
            await using var insert = new NpgsqlCommand(
                $"""
                insert into risk.journal (
                    tenant, account, generation, kind, fold_version, first_sequence, last_sequence, period, next_period,
                    lane, commit_number, state_hash, previous_hash, identities, sealed)
                select 1, decode(md5(random()::text), 'hex'), 1, 1, 1, 1, 1, {Month}, {Month}, 0, {done} + n, n,
                    decode(md5('a'), 'hex'), decode('0011223344556677', 'hex'), decode(repeat(md5(n::text), 25), 'hex')
                from generate_series(1, {Math.Min(Page, rows - done)}) n
                """, connection)
            { CommandTimeout = 0 };
            await insert.ExecuteNonQueryAsync();
        }

        await Execute("vacuum analyze risk.journal; checkpoint");
    }

    /// <summary>Runs statements one by one: VACUUM stands neither in a transaction nor in a batch.</summary>
    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Administrator);
        await connection.OpenAsync();
        const StringSplitOptions Whole = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var statement in sql.Split(';', Whole))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Rows of a table; a condition may follow its name.</summary>
    public async Task<long> Count(string table)
    {
        await using var connection = new NpgsqlConnection(Administrator);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OnServer($"drop database if exists {_name} with (force)");
    }

    private async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
