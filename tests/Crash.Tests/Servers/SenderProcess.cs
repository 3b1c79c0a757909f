using System.Diagnostics;
using OrleansRisk.Crash.Tests.Rounds;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>The client: another process, which knows only what it was answered.</summary>
public sealed class SenderProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _file;
    private readonly Task<string> _said;

    private SenderProcess(Process process, string file) =>
        (_process, _file, _said) = (process, file, process.StandardOutput.ReadToEndAsync());

    public Task Ended => _process.WaitForExitAsync();

    public IReadOnlyList<Acknowledged> Acknowledged => Rounds.Acknowledged.Read(_file);

    /// <param name="file">Where it notes what was acknowledged.</param>
    public static SenderProcess Start(int port, string key, string transactions, string file)
    {
        var start = new ProcessStartInfo(Programs.Sender, [$"http://127.0.0.1:{port}", key, transactions, file])
        {
            RedirectStandardOutput = true,
        };
        return new SenderProcess(Process.Start(start)!, file);
    }

    /// <summary>Waits until every line has its answer.</summary>
    public async Task Finish(TimeSpan most)
    {
        await _process.WaitForExitAsync().WaitAsync(most);
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the sender ended with {_process.ExitCode}: {await _said}");
        }
    }

    public async Task KillHard()
    {
        if (!_process.HasExited)
        {
            Signals.KillHard(_process.Id);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillHard();
        _process.Dispose();
    }
}
