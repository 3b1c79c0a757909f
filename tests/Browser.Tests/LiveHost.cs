using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Browser.Tests;

/// <summary>The host as it is built for users, on a port that it keeps when it comes back.</summary>
public sealed class LiveHost : IAsyncLifetime, IAsyncDisposable
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddDays(-40);

    private readonly TestDatabase _database = new();
    private readonly string _keyFile = Path.Combine(Path.GetTempPath(), $"risk-live-{Guid.NewGuid():n}.kek");
    private readonly int _port = FreePort();
    private string _operator = "";

    internal HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await Begin();
        _operator = Host.OperatorKey;
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
        File.Delete(_keyFile);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    internal async Task Begin()
    {
        Host = await HostProcess.Start(
            _database, _keyFile, "--port", _port.ToString(CultureInfo.InvariantCulture));
        if (_operator.Length > 0)
        {
            Host.OperatorKey = _operator;
        }
    }

    /// <summary>Ends the host as a power cut would.</summary>
    internal async Task Cut()
    {
        await Host.Kill();
        await Host.DisposeAsync();
    }

    internal async Task Revoke(string tenant)
    {
        using var operators = Host.Client(_operator);
        var keys = JsonDocument.Parse(
            await operators.GetStringAsync(new Uri($"/v1/tenants/{tenant}/keys", UriKind.Relative)));
        var key = keys.RootElement.GetProperty("items")[0].GetProperty("key").GetString();
        using var revoked = await operators.PostAsync(
            new Uri($"/v1/tenants/{tenant}/keys/{key}/revoke", UriKind.Relative), null);
        Assert.True(revoked.IsSuccessStatusCode);
    }

    /// <summary>Payments of a few accounts, half a day apart; each account's last one is far from its habits.</summary>
    internal async Task Pay(string key, int from, int count, int accounts = 6)
    {
        var lines = new StringBuilder();
        for (var i = from; i < from + count; i++)
        {
            var odd = i >= from + count - 1;
            lines.Append(JsonSerializer.Serialize(new
            {
                id = $"T-{i}",
                account = $"current-{i % accounts}",
                at = Start.AddHours(2 * i),
                amount = odd ? "48200.00" : $"{40 + (i * 7 % 23)}.{i % 10}0",
                currency = "MYR",
                direction = !odd && i % 17 == 0 ? "credit" : "debit",
                counterparty = odd ? "never seen before" : $"shop {i % 4}",
                channel = "card",
            })).Append('\n');
        }

        using var client = Host.Client(key);
        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync(
            new Uri("/v1/transactions?answers=none", UriKind.Relative), content);
        var said = await response.Content.ReadAsStringAsync();
        Assert.Contains($"\"scored\":{count},", said, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
