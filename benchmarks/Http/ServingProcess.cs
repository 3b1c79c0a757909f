using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansRisk.Contract;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>A host as users run it: a process of its own on two free ports, waited for until it is ready.</summary>
internal sealed class ServingProcess : IAsyncDisposable
{
    private const int LogLinesKept = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _log = [];

    private ServingProcess(Process process, int port, int http2Port)
    {
        _process = process;
        (Url, Http2Url) = (new Uri($"http://127.0.0.1:{port}"), new Uri($"http://127.0.0.1:{http2Port}"));
    }

    public Uri Url { get; }

    public Uri Http2Url { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process until it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

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

    /// <summary>Runs <c>serve</c> with these settings, and with ports of ours.</summary>
    public static async Task<ServingProcess> Start(string program, IEnumerable<string> settings)
    {
        var (port, http2Port) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(program, ["serve", .. settings,
            "--port", port.ToString(CultureInfo.InvariantCulture),
            "--http2port", http2Port.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        var started = Stopwatch.GetTimestamp();
        var serving = new ServingProcess(Process.Start(start)!, port, http2Port);
        serving._process.OutputDataReceived += (_, line) => serving.Keep(line.Data);
        serving._process.ErrorDataReceived += (_, line) => serving.Keep(line.Data);
        serving._process.BeginOutputReadLine();
        serving._process.BeginErrorReadLine();
        await serving.Ready();
        serving.ReadyAfter = Stopwatch.GetElapsedTime(started);
        return serving;
    }

    /// <summary>Runs another command of the program to its end; what it printed.</summary>
    public static async Task<string> Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? text : throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments[0]} failed");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Killed, as a machine that fails: nothing is written on the way out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.Count < LogLinesKept)
            {
                _log.Add(line);
            }
        }
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Url };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience && !_process.HasExited)
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

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new InvalidOperationException("the host did not become ready:\n" + string.Join('\n', _log));
    }
}
