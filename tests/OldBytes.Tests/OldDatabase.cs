using System.IO.Compression;
using System.Text;
using Npgsql;
using OrleansRisk.Host.Membership;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.OldBytes.Tests;

/// <summary>
/// The database that an older build wrote, restored on a server of today and migrated; <c>database/about.txt</c> says
/// how it was made. Its two key files lie beside it, since a tenant of it moved to a pool of another key.
/// </summary>
public sealed class OldDatabase : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _runner = Directory.CreateTempSubdirectory("orleansrisk-old-").FullName;

    internal TestDatabase Database { get; private set; } = null!;

    /// <summary>The key of the pool that tenants 1 and 2 are in, and of that which tenant 3 moved to.</summary>
    internal string MainKey => Path.Combine(_runner, "main.key");

    internal string SecondKey => Path.Combine(_runner, "second.key");

    internal static async Task<OldDatabase> Create()
    {
        var database = new OldDatabase();
        await database.InitializeAsync();
        return database;
    }

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateEmpty();
        await Restore();
        await SchemaMigrations.Apply(Database.Administrator, OldAnswers.Time, CancellationToken.None);
        await ClusterMigrations.Apply(Database.Administrator, CancellationToken.None);
        foreach (var file in (string[])[MainKey, SecondKey])
        {
            await File.WriteAllBytesAsync(file, await Bytes(Path.GetFileName(file)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>A file beside this one, unpacked where it is packed.</summary>
    internal static async Task<byte[]> Bytes(string name)
    {
        await using var file = typeof(OldDatabase).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        await using Stream from = name.EndsWith(".br", StringComparison.Ordinal)
            ? new BrotliStream(file, CompressionMode.Decompress) : file;
        await from.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private async Task Restore()
    {
        // The dump ends with an empty search path and as nobody in particular: no pool may keep its connection.
        await using var connection = await TestDatabase.Connect(Database.Administrator);
        await using var command = new NpgsqlCommand(
            Encoding.UTF8.GetString(await Bytes("database.sql.br")), connection)
        { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
