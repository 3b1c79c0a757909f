using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>The standalone host as users run it: its own process, a tenant and a key made over HTTP.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly List<string> _log = [];

    private HostProcess(Process process, string folder, int port, int http2Port)
    {
        (_process, _folder) = (process, folder);
        (Url, Http2Url) = (new Uri($"http://127.0.0.1:{port}"), new Uri($"http://127.0.0.1:{http2Port}"));
    }

    public Uri Url { get; }

    public Uri Http2Url { get; }

    public string Key { get; private set; } = "";

    /// <summary>First process of the database server; null where it runs elsewhere.</summary>
    public int? DatabaseServer { get; private init; }

    /// <summary>Bytes the process holds in memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<HostProcess> Start(BenchDatabase database, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("risk-bench-").FullName;
        string[] common = ["--database", database.Administrator, "--keyfile", Path.Combine(folder, "kek")];
        var operatorKey = (await Output(["operator-key", .. common])).Trim().Split('\n')[^1].Trim();
        var (port, http2Port) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(Binary(), ["serve", .. common,
            "--port", port.ToString(CultureInfo.InvariantCulture),
            "--http2port", http2Port.ToString(CultureInfo.InvariantCulture),
            .. settings])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = await Processors.ServerOf(database);
        var host = new HostProcess(Process.Start(start)!, folder, port, http2Port) { DatabaseServer = server };
        host._process.OutputDataReceived += (_, line) => host.Keep(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Keep(line.Data);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        await host.Ready();
        await host.MakeTenant(operatorKey);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.Count < 1_000)
            {
                _log.Add(line);
            }
        }
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Url };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60) && !_process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri(Routes.HealthReady, UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new InvalidOperationException("the host did not become ready:\n" + string.Join('\n', _log));
    }

    private async Task MakeTenant(string operatorKey)
    {
        using var http = new HttpClient { BaseAddress = Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", operatorKey);
        using var made = await http.PostAsync(
            new Uri(Routes.Tenants, UriKind.Relative),
            JsonContent.Create(
                new TenantRequest { Name = $"bench-{_process.Id}", RetentionMonths = 120 },
                ContractJson.Default.TenantRequest));
        made.EnsureSuccessStatusCode();
        var tenant = await made.Content.ReadFromJsonAsync(ContractJson.Default.TenantBody);
        using var issued = await http.PostAsync(
            new Uri(Routes.TenantKeys.Replace("{tenant}", tenant!.Tenant, StringComparison.Ordinal), UriKind.Relative),
            JsonContent.Create(
                new KeyRequestBody { Label = "bench", Roles = [RoleNames.Ingest, RoleNames.History, RoleNames.Read] },
                ContractJson.Default.KeyRequestBody));
        issued.EnsureSuccessStatusCode();
        Key = (await issued.Content.ReadFromJsonAsync(ContractJson.Default.KeyBody))!.Secret!;
    }

    private static async Task<string> Output(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Binary(), arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"orleansrisk {arguments[0]} failed");
    }

    private static string Binary() => Programs.Beside("OrleansRisk.Standalone", "orleansrisk");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
