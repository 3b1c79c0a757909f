using System.Diagnostics;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// The programs that make worlds and read officers' grades, run as their users run them: whoever wrote them had not
/// read how the product scores, and nothing here reaches into them.
/// </summary>
internal static class SampleProgram
{
    public static Task Worlds(params string[] arguments) => Run("OrleansRisk.Samples.Worlds", arguments);

    public static Task Officers(params string[] arguments) => Run("OrleansRisk.Samples.Officers", arguments);

    private static async Task Run(string project, string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.Beside(project, project), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var program = Process.Start(start)!;
        var said = program.StandardOutput.ReadToEndAsync();
        var wrong = await program.StandardError.ReadToEndAsync();
        await said;
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} ended with {program.ExitCode}: {wrong}");
        }
    }
}
