using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>`./dev cluster` as an operator types it: each verb does what it says to silos that serve.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private const int Pairs = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _runner = Directory.CreateTempSubdirectory("risk-commands-").FullName;
    private readonly int _http = FreePorts.TakeRow(2 * Pairs);
    private readonly int _silo = FreePorts.TakeRow(Pairs);
    private TestDatabase _database = null!;

    [Fact]
    public async Task Verbs_OfACluster_EachDoWhatTheySay()
    {
        Assert.Contains("no cluster is up", (await Dev(1, "add")).Error, StringComparison.Ordinal);
        await Dev(0, "certs");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_runner, "secrets")));

        var up = Start("up", "2");
        var (said, error) = (up.StandardOutput.ReadToEndAsync(), up.StandardError.ReadToEndAsync());
        await Until(async () => up.HasExited
            ? throw new InvalidOperationException($"up ended: {await said}{await error}")
            : await Ready(1) && await Ready(2));
        // Somebody else listens where the third silo would.
        using var taken = new TcpListener(IPAddress.Loopback, PortOf(3));
        taken.Start();
        var third = int.Parse(
            Regex.Match((await Dev(0, "add", "beta")).Error, @"silo 3, pool beta: http://127\.0\.0\.1:(\d+)")
                .Groups[1].Value,
            CultureInfo.InvariantCulture);
        Assert.NotEqual(PortOf(3), third);
        Assert.True(await ReadyAt(third));
        await MakeTenant();
        Assert.Contains("at home in beta", (await Dev(0, "move", "1", "beta")).Error, StringComparison.Ordinal);
        await Dev(0, "kill", "2");
        Assert.False(await Ready(2));
        await Dev(0, "drain", "1");
        await Until(async () => !await Ready(1));
        Assert.Contains("there is no silo 7", (await Dev(1, "kill", "7")).Error, StringComparison.Ordinal);
        Assert.Contains("no tenant 9", (await Dev(2, "move", "9", "beta")).Error, StringComparison.Ordinal);

        await Dev(0, "down");
        await Ended(up);
        Assert.False(await ReadyAt(third));
        Assert.Contains("no cluster is up", (await Dev(1, "down")).Error, StringComparison.Ordinal);
    }

    public async Task InitializeAsync() => _database = await TestDatabase.Create();

    public async Task DisposeAsync()
    {
        if (File.Exists(Path.Combine(_runner, "env")))
        {
            await Ended(Start("down"));
        }

        await _database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    private Dictionary<string, string> Settings => new()
    {
        ["RISK_DATABASE"] = _database.Administrator,
        ["RISK_KEYFILE"] = Path.Combine(_runner, "vault.key"),
    };

    private async Task MakeTenant()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Text(_http)}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await SiloProcess.Command(Settings, "operator-key"));
        using var answer = await http.PostAsJsonAsync("/v1/tenants", new { name = "lender", retention_months = 30 });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<(string Output, string Error)> Dev(int code, params string[] verb)
    {
        using var process = Start(verb);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Ended(process);
        Assert.True(code == process.ExitCode, $"{string.Join(' ', verb)} ended with {process.ExitCode}: {await error}");
        return (await output, await error);
    }

    private Process Start(params string[] verb)
    {
        var start = new ProcessStartInfo("bash", ["./dev", "cluster", .. verb])
        {
            WorkingDirectory = Approved.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["RISK_BUILT"] = "1";
        start.Environment["RISK_CLUSTERFOLDER"] = _runner;
        start.Environment["RISK_CLUSTERHTTP"] = Text(_http - 2); // the first silo is number 1
        start.Environment["RISK_CLUSTERPORT"] = Text(_silo - 1);
        return Process.Start(start)!;
    }

    private int PortOf(int silo) => _http + (2 * (silo - 1));

    private Task<bool> Ready(int silo) => ReadyAt(PortOf(silo));

    private static async Task<bool> ReadyAt(int port)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Text(port)}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    private static async Task Ended(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
