using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>The host, as it is built for users, alone in a process of its own.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _operator = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Where it speaks HTTP/2.</summary>
    public int Port => _port.Task.Result;

    /// <summary>The first operator key, which a fresh installation prints once.</summary>
    public Task<string> OperatorKey => _operator.Task.WaitAsync(StartMax);

    /// <summary>Starts it and waits until it listens.</summary>
    public static Task<HostProcess> Start(string database, string keyFile, params string[] more) =>
        Start(Programs.Host, database, keyFile, more);

    /// <summary>As above, another build of it.</summary>
    public static async Task<HostProcess> Start(string program, string database, string keyFile, string[] more)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] arguments =
        [
            "serve", "--database", database, "--port", "0", "--http2port", "0", "--keyfile", keyFile,
            "--publishseconds", "1", "--region", Deployment.Region, "--environment", Deployment.Environment,
            .. more,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("RISK_DATABASE");
        var host = new HostProcess(Process.Start(start)!);
        host.Listen();
        var ended = host._process.WaitForExitAsync();
        if (await Task.WhenAny(host._port.Task, ended).WaitAsync(StartMax) == ended)
        {
            throw new InvalidOperationException($"the host did not start:\n{host.Said}");
        }

        return host;
    }

    /// <summary>The newest lines it wrote.</summary>
    public string Said => string.Join('\n', _said.TakeLast(40));

    public async Task KillHard()
    {
        Signals.KillHard(_process.Id);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops a service; its exit code, or an exception after so long.</summary>
    public async Task<int> StopInGoodOrder(TimeSpan most)
    {
        Signals.AskToStop(_process.Id);
        await _process.WaitForExitAsync().WaitAsync(most);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillHard();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"HTTP/2 at http://[^ ]*:(?<port>[0-9]+)")]
    private static partial Regex Http2Address();

    [GeneratedRegex("ork_[A-Za-z0-9]+_[A-Za-z0-9]+_[A-Za-z0-9]+")]
    private static partial Regex Key();

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        if (Key().Match(line) is { Success: true } key)
        {
            _operator.TrySetResult(key.Value);
        }

        if (Http2Address().Match(line) is { Success: true } address)
        {
            _port.TrySetResult(int.Parse(address.Groups["port"].Value, CultureInfo.InvariantCulture));
        }
    }
}
