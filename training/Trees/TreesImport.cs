using System.Globalization;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Trees;

/// <summary>
/// <c>risk-training trees import</c>: XGBoost's JSON into a file of our own, with the thresholds it has to have. What
/// is not supported is refused by name.
/// </summary>
internal static class TreesImport
{
    private const int GoldenRows = 100;
    private const ulong Seed = 100;

    public static async Task Run(string[] args)
    {
        var thresholds = new Thresholds(Score(args[2], "REVIEW_AT"), Score(args[3], "DECLINE_AT"));
        if (new FileInfo(args[0]) is { Exists: true, Length: > ModelFile.BytesMax })
        {
            throw new ModelUnreadableException($"a model has at most {ModelFile.BytesMax} bytes");
        }

        var model = XgboostImport.Read(await File.ReadAllBytesAsync(args[0]), thresholds);
        await File.WriteAllTextAsync(args[1], ModelFile.Write(model, Golden(model)));
        Console.WriteLine($"{model.Trees.Count} trees on {model.Features.Count} features, review at {args[2]}");
    }

    /// <summary>
    /// Rows on either side of the model's own splits, at them, and with gaps, so that every way through a tree is tried
    /// by some row; the same for the same model.
    /// </summary>
    private static FeatureRow[] Golden(TreeEnsemble model)
    {
        var splits = model.Features.Select(static _ => new List<float>()).ToArray();
        foreach (var tree in model.Trees)
        {
            for (var node = 0; node < tree.Left.Count; node++)
            {
                if (tree.Left[node] >= 0)
                {
                    splits[tree.Feature[node]].Add(tree.Value[node]);
                }
            }
        }

        var random = new Draw(Seed);
        return [.. Enumerable.Range(0, GoldenRows).Select(_ => Row(model.Features, splits, random))];
    }

    private static FeatureRow Row(IReadOnlyList<FeatureNumber> features, List<float>[] splits, Draw random)
    {
        var row = FeatureRow.Missing();
        for (var i = 0; i < features.Count; i++)
        {
            if (splits[i].Count == 0 || random.Below(10) == 0)
            {
                continue; // a gap
            }

            var split = splits[i][random.Below(splits[i].Count)];
            row[(int)features[i]] = random.Below(3) switch
            {
                0 => MathF.BitDecrement(split),
                1 => MathF.BitIncrement(split),
                _ => split,
            };
        }

        return row;
    }

    private static int Score(string text, string name) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score)
            ? score
            : throw new InputException($"{name} is no score such as 650.");
}
