using System.Globalization;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// scikit-learn's isolation forest, on features that we measured: what a learner without labels makes of them, over so
/// many seeds that its luck shows.
/// </summary>
internal static class IsolationForest
{
    /// <summary>Scores of the tested rows, by seed; null where there is no interpreter with the packages.</summary>
    public static async Task<IReadOnlyList<double[]>?> Judge(
        string folder, List<MeasuredRow> train, List<MeasuredRow> tested)
    {
        if (PythonScript.Find("forest.py", "numpy, sklearn") is not { } script)
        {
            return null;
        }

        await FeatureExport.Write(Path.Combine(folder, "forest-train.csv"), train);
        await FeatureExport.Write(Path.Combine(folder, "forest-test.csv"), tested);
        script.Run(folder);
        return
        [
            .. Directory.GetFiles(folder, "forest-scores-*.txt").Order(StringComparer.Ordinal).Select(file =>
                File.ReadLines(file).Select(static line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray()),
        ];
    }
}
