using System.Diagnostics;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>A command of the host, as an operator types it.</summary>
public sealed record HostCommand(int Code, string Output, string Error)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    public static async Task<HostCommand> Run(string database, string[] words)
    {
        var start = new ProcessStartInfo(Programs.Host, [.. words, "--database", database])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("RISK_DATABASE");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Most);
        return new HostCommand(process.ExitCode, await output, await error);
    }
}
