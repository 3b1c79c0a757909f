using Npgsql;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Postgres.Connections;

/// <summary>
/// Bounded connections of one role. Trouble of the database comes out as <see cref="JournalUnavailableException"/>,
/// in bounded time.
/// </summary>
internal sealed class Pool(
    string connectionString, string name, int connections, PostgresOptions options, TimeProvider time)
    : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = Sessions.Pool(connectionString, name, connections, options);

    /// <summary>A statement's time and the wait for a connection, twice: what is behind that is lost.</summary>
    private readonly TimeSpan _patience =
        TimeSpan.FromMilliseconds(options.StatementMilliseconds) + TimeSpan.FromSeconds(options.ConnectSeconds);

    /// <summary>Runs reads or writes on one connection.</summary>
    public async Task<T> Use<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            await using var connection = await _source.OpenConnectionAsync(either.Token);
            return await work(connection, either.Token);
        }
        catch (Exception failure) when (Trouble.Is(failure) && !cancel.IsCancellationRequested)
        {
            throw new JournalUnavailableException($"{name}: {Trouble.Words(failure)}.", failure);
        }
    }

    /// <summary>One statement and how many rows it changed.</summary>
    public Task<int> Execute(string sql, Action<NpgsqlParameterCollection> parameters, CancellationToken cancel) =>
        Use(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            parameters(command.Parameters);
            return await command.ExecuteNonQueryAsync(token);
        }, cancel);

    /// <summary>One statement and its rows.</summary>
    public Task<List<T>> Query<T>(
        string sql, Action<NpgsqlParameterCollection> parameters, Func<NpgsqlDataReader, T> row,
        CancellationToken cancel) =>
        Use(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            parameters(command.Parameters);
            await using var reader = await command.ExecuteReaderAsync(token);
            return await Rows(reader, row, token);
        }, cancel);

    /// <summary>The rows of the current result.</summary>
    public static async Task<List<T>> Rows<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
