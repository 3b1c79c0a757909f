using System.Globalization;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// XGBoost, trained by a script on features that we measured, imported and evaluated by us. Where the script's packages
/// are not here nothing is skipped silently.
/// </summary>
internal static class BoostedTrees
{
    /// <summary>False where there is no interpreter with the packages.</summary>
    public static async Task<bool> Train(
        string folder, IReadOnlyList<(List<MeasuredRow> Train, List<MeasuredRow> Test)> weeks)
    {
        if (PythonScript.Find("boost.py", "numpy, xgboost") is not { } script)
        {
            return false;
        }

        for (var i = 0; i < weeks.Count; i++)
        {
            await FeatureExport.Write(Path.Combine(folder, $"train-{i + 1}.csv"), weeks[i].Train);
            await FeatureExport.Write(Path.Combine(folder, $"test-{i + 1}.csv"), weeks[i].Test);
        }

        script.Run(folder);
        return true;
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
}
