using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Core.Learned;
using OrleansRisk.Engine.Learned;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// XGBoost, trained by a script on features that we measured, imported and evaluated by us. Where the script's packages
/// are not here nothing is skipped silently.
/// </summary>
internal static class BoostedTrees
{
    private const string Script = "benchmarks/Handbook/boost.py";
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    /// <summary>False where there is no interpreter with the packages.</summary>
    public static async Task<bool> Train(
        string folder, IReadOnlyList<(List<MeasuredRow> Train, List<MeasuredRow> Test)> weeks)
    {
        var interpreter = Array.Find(Interpreters, static name => Runs(name, "-c", "import numpy, xgboost"));
        if (interpreter is null)
        {
            return false;
        }

        for (var i = 0; i < weeks.Count; i++)
        {
            await FeatureExport.Write(Path.Combine(folder, $"train-{i + 1}.csv"), weeks[i].Train);
            await FeatureExport.Write(Path.Combine(folder, $"test-{i + 1}.csv"), weeks[i].Test);
        }

        return Runs(interpreter, Script, folder)
            ? true
            : throw new InvalidOperationException($"{Script} ended with an error");
    }

    /// <summary>Margins by our evaluator, and how many are those of XGBoost to the bit.</summary>
    public static (double[] Margins, int Equal) Judge(string folder, int week, List<MeasuredRow> tested)
    {
        var model = XgboostImport.Read(
            File.ReadAllBytes(Path.Combine(folder, $"xgb-{week}.json")), new Thresholds(1_001, 1_001));
        var margins = tested.Select(row => model.Margin(row.Features())).ToArray();
        var theirs = File.ReadLines(Path.Combine(folder, $"margins-{week}.txt"))
            .Select(static line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        return ([.. margins.Select(static margin => (double)margin)],
            margins.Zip(theirs).Count(static pair => BitConverter.SingleToInt32Bits(pair.First) == pair.Second));
    }

    private static bool Runs(string interpreter, params string[] arguments)
    {
        try
        {
            using var program = Process.Start(
                new ProcessStartInfo(interpreter, arguments) { RedirectStandardError = true })!;
            program.StandardError.ReadToEnd();
            program.WaitForExit();
            return program.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}
