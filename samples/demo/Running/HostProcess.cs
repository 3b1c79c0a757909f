using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OrleansRisk.Contract;

namespace OrleansRisk.Samples.Demo.Running;

/// <summary>The host as another process, started and killed like any other program.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly string _program;
    private readonly Dictionary<string, string> _environment;
    private readonly string _log;
    private readonly TimeProvider _time;
    private Process? _process;

    public HostProcess(string program, Dictionary<string, string> environment, string log, TimeProvider time)
    {
        _program = program;
        _environment = environment;
        _log = log;
        _time = time;
    }

    public int Id => _process?.Id ?? 0;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a command of the host's to its end; what it prints is returned.</summary>
    public async Task<string> Command(params string[] args)
    {
        using var process = Launch(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{Path.GetFileName(_program)} {args[0]}: {await errors}{await output}");
    }

    /// <summary>Starts the host and waits until it says that it is ready.</summary>
    public async Task Start(Uri url, params string[] args)
    {
        _process = Launch(args);
        _ = Keep(_process.StandardOutput);
        _ = Keep(_process.StandardError);
        using var http = new HttpClient { BaseAddress = url };
        var begun = _time.GetTimestamp();
        while (!await IsReady(http))
        {
            if (_process.HasExited || _time.GetElapsedTime(begun) > Limits.ReadyMax)
            {
                throw new InvalidOperationException($"The host did not get ready. Its log: {_log}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), _time);
        }
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task Kill()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Routes.HealthReady)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var response = await http.SendAsync(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Launch(string[] args)
    {
        var start = new ProcessStartInfo(_program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{_program} did not start.");
    }

    private async Task Keep(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_environment)
            {
                File.AppendAllText(_log, line + "\n");
            }
        }
    }
}
