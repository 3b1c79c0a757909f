using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace OrleansRisk.Tests.Support;

/// <summary>A test that needs a program of the machine; skipped, with the reason, where running it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <summary>Attributes are made many times over; each program is asked once.</summary>
    private static readonly ConcurrentDictionary<string, bool> Runs = new(StringComparer.Ordinal);

    public ProgramFactAttribute(string program, params string[] arguments)
    {
        var command = $"{program} {string.Join(' ', arguments)}";
        if (!Runs.GetOrAdd(command, _ => DoesRun(program, arguments)))
        {
            Skip = $"{command} does not run here; ./dev setup installs what is missing";
        }
    }

    /// <summary>Whether it is here and ends with 0.</summary>
    public static bool DoesRun(string program, params string[] arguments)
    {
        try
        {
            Run(program, arguments).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What it printed; throws where it ended with anything but 0.</summary>
    public static Task<string> Run(string program, params string[] arguments) =>
        Run(new ProcessStartInfo(program, arguments));

    /// <summary>The same of a program with a folder and an environment.</summary>
    public static async Task<string> Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{start.FileName} ended with {process.ExitCode}: {await errors}\n{await output}");
    }
}
