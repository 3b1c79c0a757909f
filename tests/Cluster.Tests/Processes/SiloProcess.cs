using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansRisk.Crash.Tests.Servers;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>A silo in a process of its own, as an operator would start it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly string Configuration = Path.GetFileName(
        AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../OrleansRisk.Host", Configuration, "orleansrisk.dll"));

    /// <summary>Among the settings, a silo of another build than this one; not handed on.</summary>
    public const string OtherProgram = "another program";

    private const string Ready = """{"status":"ready"}""";

    private const int LinesKept = 2_000;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private SiloProcess(Process process, string name, int[] ports)
    {
        (_process, Id, Name, SiloPort) = (process, process.Id, name, ports[0]);
        (Http, Http2) = (new Uri($"http://127.0.0.1:{ports[1]}"), new Uri($"http://127.0.0.1:{ports[2]}"));
    }

    public string Name { get; }

    public int SiloPort { get; }

    public Uri Http { get; }

    public Uri Http2 { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Of its process, on this machine.</summary>
    public int Id { get; }

    /// <summary>The last lines of its log.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Runs a command of the program to its end and returns what it printed.</summary>
    public static async Task<string> Command(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Run(settings, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{string.Join(' ', arguments)}: {errors}");
    }

    /// <summary>Starts a silo and returns once it is ready; one that does not become ready is ended.</summary>
    public static async Task<SiloProcess> Start(
        IReadOnlyDictionary<string, string> settings, string name, TimeSpan? patience = null)
    {
        var ports = FreePorts.Take(3);
        var own = new Dictionary<string, string>(settings)
        {
            ["RISK_SILONAME"] = name,
            ["RISK_SILOPORT"] = Text(ports[0]),
            ["RISK_PORT"] = Text(ports[1]),
            ["RISK_HTTP2PORT"] = Text(ports[2]),
        };
        var process = Run(own, "serve");
        var errors = process.StandardError.ReadToEndAsync();
        var silo = new SiloProcess(process, name, ports);
        _ = silo.ReadLog();
        try
        {
            await silo.BecomeReady(errors, patience ?? TimeSpan.FromMinutes(3));
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>As a machine that loses its power looks to the others.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As a machine that hangs, or a long pause of the collector, looks to the others.</summary>
    public void Freeze() => Signals.Pause(_process.Id);

    public void Thaw() => Signals.Resume(_process.Id);

    /// <summary>Waits for its end and returns how it ended.</summary>
    public async Task<int> Ended(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    /// <summary>As Kubernetes asks a pod to end; returns how it ended.</summary>
    public async Task<int> Drain()
    {
        using var signal = Process.Start("kill", ["-TERM", Text(_process.Id)]);
        await signal.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private static Process Run(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [settings.GetValueOrDefault(OtherProgram, Program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Where(static setting => setting.Key != OtherProgram))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task ReadLog()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            if (_log.Count > LinesKept)
            {
                _log.TryDequeue(out _);
            }
        }
    }

    /// <param name="errors">What it wrote to standard error, once it has ended.</param>
    /// <param name="patience">From its first answer on.</param>
    private async Task BecomeReady(Task<string> errors, TimeSpan patience)
    {
        using var http = new HttpClient { BaseAddress = Http };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        long? answering = null;
        for (var said = await Said(http); said != Ready; said = await Said(http))
        {
            answering ??= said is null ? null : TimeProvider.System.GetTimestamp();
            if (answering is { } since && TimeProvider.System.GetElapsedTime(since) > patience)
            {
                throw new TimeoutException($"{Name} is not ready: {said}");
            }

            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{Name} did not start: {await errors}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>What it says of itself; null where it does not listen.</summary>
    private static async Task<string?> Said(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return await answer.Content.ReadAsStringAsync();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
