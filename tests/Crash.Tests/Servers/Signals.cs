using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>Signals to processes that these tests started, by number, never by name.</summary>
public static class Signals
{
    private const int Kill = 9, Terminate = 15, Continue = 18, Stop = 19;

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public static void KillHard(int process) => Send(process, Kill);

    /// <summary>SIGTERM: the process may finish what it has begun.</summary>
    public static void AskToStop(int process) => Send(process, Terminate);

    public static void Pause(int process) => Send(process, Stop);

    public static void Resume(int process) => Send(process, Continue);

    /// <summary>Whether a process is there.</summary>
    public static bool Lives(int process) => NativeKill(process, 0) == 0;

    private static void Send(int process, int signal)
    {
        if (process <= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(process), process, "not a process of ours");
        }

        // Gone already is as good: whoever asks wants it gone.
        _ = NativeKill(process, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);

    /// <summary>Runs a program to its end; its output, or an exception with what it said.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program}: {process.ExitCode}: {complaint.Result}{output}");
    }
}
