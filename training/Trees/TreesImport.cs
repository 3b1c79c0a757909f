using System.Globalization;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Trees;

/// <summary>
/// <c>risk-training trees import</c>: XGBoost's JSON or LightGBM's text into a file of our own, with the thresholds it
/// has to have. What is not supported is refused by name.
/// </summary>
internal static class TreesImport
{
    public static async Task Run(string[] args)
    {
        var thresholds = new Thresholds(Score(args[2], "REVIEW_AT"), Score(args[3], "DECLINE_AT"));
        if (new FileInfo(args[0]) is { Exists: true, Length: > ModelFile.BytesMax })
        {
            throw new ModelUnreadableException($"a model has at most {ModelFile.BytesMax} bytes");
        }

        var file = await File.ReadAllBytesAsync(args[0]);
        var (text, trees, features) = LightGbmImport.IsOne(file)
            ? Written(LightGbmImport.Read(file, thresholds)) : Written(XgboostImport.Read(file, thresholds));
        await File.WriteAllTextAsync(args[1], text);
        Console.WriteLine($"{trees} trees on {features} features, review at {args[2]}");
    }

    /// <summary>LightGBM's trees in a file of our own.</summary>
    public static (string Text, int Trees, int Features) Written(WideTreeEnsemble model) => (
        ModelFile.Write(model, GoldenRows.Of(model.Features, model.Trees.SelectMany(static tree => Enumerable
            .Range(0, tree.Left.Count).Where(node => tree.Left[node] >= 0)
            .Select(node => (tree.Feature[node], tree.Value[node]))), Math.BitDecrement, Math.BitIncrement)),
        model.Trees.Count, model.Features.Count);

    private static (string Text, int Trees, int Features) Written(TreeEnsemble model) => (
        ModelFile.Write(model, GoldenRows.Of(model.Features, model.Trees.SelectMany(static tree => Enumerable
            .Range(0, tree.Left.Count).Where(node => tree.Left[node] >= 0)
            .Select(node => (tree.Feature[node], (double)tree.Value[node]))),
            static at => MathF.BitDecrement((float)at), static at => MathF.BitIncrement((float)at))),
        model.Trees.Count, model.Features.Count);

    private static int Score(string text, string name) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score)
            ? score
            : throw new InputException($"{name} is no score such as 650.");
}

/// <summary>
/// Rows on either side of a model's own splits, at them, and with gaps, so that every way through a tree is tried by
/// some row; the same for the same model.
/// </summary>
internal static class GoldenRows
{
    private const int Count = 100;
    private const double Greatest = 1e300;
    private const ulong Seed = 100;

    /// <param name="below">The number next below a split in the precision of the model.</param>
    public static FeatureRow[] Of(
        IReadOnlyList<FeatureNumber> features, IEnumerable<(int Feature, double Value)> splits,
        Func<double, double> below, Func<double, double> above)
    {
        var values = splits.ToLookup(static split => split.Feature, static split => split.Value);
        double[][] own = [.. Enumerable.Range(0, features.Count).Select(feature => values[feature].ToArray())];
        var random = new Draw(Seed);
        return [.. Enumerable.Range(0, Count).Select(_ => Row(features, own, random, below, above))];
    }

    private static FeatureRow Row(
        IReadOnlyList<FeatureNumber> features, double[][] splits, Draw random, Func<double, double> below,
        Func<double, double> above)
    {
        var row = FeatureRow.Missing();
        for (var i = 0; i < features.Count; i++)
        {
            if (splits[i].Length == 0 || random.Below(10) == 0)
            {
                continue; // a gap
            }

            var split = splits[i][random.Below(splits[i].Length)];
            split = Math.Abs(split) < Greatest ? split : 0; // there is nothing beyond it
            row[(int)features[i]] = random.Below(3) switch
            {
                0 => below(split),
                1 => above(split),
                _ => split,
            };
        }

        return row;
    }
}
