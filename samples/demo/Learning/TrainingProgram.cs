using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Learning;

/// <summary>`risk-training scorecard train`, as a lender's analyst would run it.</summary>
internal static class TrainingProgram
{
    /// <summary>Returns what it printed; throws with its own words where it failed.</summary>
    public static async Task<string> TrainScorecard(
        string program, string transactions, string folder, TrainingDays days)
    {
        string[] arguments =
        [
            "scorecard", "train", transactions, folder, Figures.Day(days.First),
            days.Days.ToString(CultureInfo.InvariantCulture), days.Delay.ToString(CultureInfo.InvariantCulture),
            days.Budget,
        ];
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"{Path.GetFileName(program)}: {await errors}");
    }
}
