using System.Diagnostics;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Processes;

/// <summary>The <c>risk</c> program as a shell starts it.</summary>
internal sealed class RiskProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private RiskProcess(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static string Program { get; } = Programs.Find("OrleansRisk.Cli", "risk");

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts it with the server's address and a key in its environment.</summary>
    public static RiskProcess Start(HostProcess host, string key, string[] args, string? input = null)
    {
        var start = new ProcessStartInfo(Program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment["RISK_URL"], start.Environment["RISK_KEY"]) = (host.Http2.ToString(), key);
        var process = Process.Start(start)!;
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        return new RiskProcess(process);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Called> Run(HostProcess host, string key, string[] args, string? input = null)
    {
        using var risk = Start(host, key, args, input);
        return await risk.Ended();
    }

    public async Task<Called> Ended()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new Called(_process.ExitCode, await _out, await _error);
    }

    /// <summary>SIGTERM: it ends in good order.</summary>
    public async Task Terminate()
    {
        using var telling = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await telling.WaitForExitAsync();
    }

    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
