using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Processes;

/// <summary>The host in a process of its own, alone, over a database of its own, and how it is sent to.</summary>
public sealed class RealHost : IAsyncLifetime, IAsyncDisposable
{
    private static readonly string At = TimeProvider.System.GetUtcNow().AddDays(-3)
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private readonly string _runner = Directory.CreateTempSubdirectory("risk-client-").FullName;
    private readonly TestDatabase _database = new();
    private readonly string[] _settings;

    public RealHost()
        : this([])
    {
    }

    /// <summary>One that is told more than its ports.</summary>
    internal RealHost(string[] settings) => _settings = settings;

    public HostProcess Host { get; private set; } = null!;

    private string[] Ports { get; } = [$"--port={FreePort()}", $"--http2port={FreePort()}"];

    public static string Line(string id, string account = "A-1", string amount = "55.71") =>
        $$"""{"id":"{{id}}","account":"{{account}}","at":"{{At}}","amount":"{{amount}}","currency":"MYR",""" +
        """
        "direction":"debit","counterparty":"KEDAI AMAN"}
        """;

    public static string Lines(int count, int accounts) =>
        string.Concat(Enumerable.Range(0, count).Select(i => Line($"T-{i}", $"A-{i % accounts}") + "\n"));

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        Host = await HostProcess.Start(_database, Path.Combine(_runner, "kek"), [.. Ports, .. _settings]);
    }

    /// <summary>The host again, at the same addresses; the operator's key stays the first one.</summary>
    public async Task Restart(params string[] settings)
    {
        var key = Host.OperatorKey;
        Host = await HostProcess.Start(_database, Path.Combine(_runner, "kek"), [.. Ports, .. _settings, .. settings]);
        Host.OperatorKey = key;
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    /// <summary>Transactions that the journal holds of a tenant.</summary>
    public async Task<long> Recorded(string tenant) => await _database.Ask<long>(
        $"""
        select coalesce(sum(last_sequence - first_sequence + 1), 0)::bigint from risk.journal
        where tenant = {tenant["ten_".Length..]}
        """);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
