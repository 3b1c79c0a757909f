using System.Security.Cryptography;
using Npgsql;

namespace OrleansRisk.Samples.Demo.Running;

/// <summary>A database of the demo's own on the server it was given; gone when the demo is.</summary>
internal sealed class DemoDatabase : IAsyncDisposable
{
    private readonly string _administrator;

    private DemoDatabase(string administrator, string name)
    {
        _administrator = administrator;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(administrator) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public static async Task<DemoDatabase> Create(string administrator)
    {
        var name = "risk_demo_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var database = new DemoDatabase(administrator, name);
        await Execute(administrator, $"create database {name}");
        return database;
    }

    /// <summary>
    /// Flips one bit of the sealed body of the record that holds a decision; returns the body as it was.
    /// </summary>
    public async Task<byte[]> FlipOneBit(byte[] account, long sequence)
    {
        await using var connection = await Open(ConnectionString);
        await using var command = new NpgsqlCommand(
            """
            update risk.journal set sealed = set_byte(sealed, octet_length(sealed) / 2,
                get_byte(sealed, octet_length(sealed) / 2) # 1)
            from (select sealed as original from risk.journal
                where account = $1 and $2 between first_sequence and last_sequence) as before
            where account = $1 and $2 between first_sequence and last_sequence
            returning original
            """,
            connection)
        {
            Parameters = { new() { Value = account }, new() { Value = sequence } },
        };
        return (byte[])(
            await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("There is no such record."));
    }

    public async Task PutBack(byte[] account, long sequence, byte[] body)
    {
        await using var connection = await Open(ConnectionString);
        await using var command = new NpgsqlCommand(
            "update risk.journal set sealed = $3 where account = $1 and $2 between first_sequence and last_sequence",
            connection)
        {
            Parameters = { new() { Value = account }, new() { Value = sequence }, new() { Value = body } },
        };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Drops an account's snapshot, which is a cache: without it the journal is read.</summary>
    public async Task DropSnapshot(byte[] account)
    {
        await using var connection = await Open(ConnectionString);
        await using var command = new NpgsqlCommand("delete from risk.snapshots where account = $1", connection)
        {
            Parameters = { new() { Value = account } },
        };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync() =>
        await Execute(_administrator, $"drop database if exists {Name} with (force)");

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = await Open(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
