using System.Globalization;
using System.Text;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// Reads the text that LightGBM's <c>save_model</c> writes, of binary logistic models on features of the catalogue.
/// What would be evaluated otherwise than here is refused by name. A file that was saved after early stopping holds the
/// trees up to its best iteration, which are those that are read.
/// </summary>
public static class LightGbmImport
{
    private const int Categorical = 1;
    private const int DefaultLeft = 2;
    private const string First = "tree\n";

    /// <summary>Whether a file begins as LightGBM's do.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file)
    {
        var start = Encoding.ASCII.GetString(file[..Math.Min(file.Length, 8)]);
        return start.Replace("\r", "", StringComparison.Ordinal).StartsWith(First, StringComparison.Ordinal);
    }

    /// <summary>Throws <see cref="ModelUnreadableException"/> with what is wrong.</summary>
    public static WideTreeEnsemble Read(byte[] file, Thresholds thresholds, ScoreScale scale = ScoreScale.Risk)
    {
        if (file.Length > ModelFile.BytesMax)
        {
            throw new ModelUnreadableException($"a model has at most {ModelFile.BytesMax} bytes");
        }

        var sections = Sections(Encoding.UTF8.GetString(file));
        try
        {
            var model = Read(sections, thresholds, scale);
            return model.Check() is { } wrong ? throw new ModelUnreadableException(wrong) : model;
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or OverflowException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw new ModelUnreadableException($"it is not laid out as LightGBM does: {e.Message}");
        }
    }

    private static WideTreeEnsemble Read(
        List<Dictionary<string, string>> sections, Thresholds thresholds, ScoreScale scale)
    {
        var head = sections[0];
        Must(head, "version", "v3", "v4");
        Must(head, "num_class", "1");
        Must(head, "num_tree_per_iteration", "1");
        Must(head, "objective", "binary sigmoid:1");
        if (head.ContainsKey("average_output"))
        {
            throw new ModelUnreadableException("it averages its trees (boosting=rf); only sums are read");
        }

        var names = Split(head, "feature_names");
        var parameters = sections.Find(static each => each.ContainsKey("[parameters]")) ?? [];
        if (parameters.GetValueOrDefault("is_unbalance") is "1" or "true")
        {
            throw new ModelUnreadableException(
                "it was trained with is_unbalance, and does not say by how much; train without it");
        }

        var missing = new MissingValue?[names.Length];
        var trees = sections.Where(static each => each.ContainsKey("Tree"))
            .Select(tree => ReadTree(tree, names, missing)).ToList();
        // Weights on the bad rows multiply the odds that trees learn; the same is taken from them again.
        var weight = double.Parse(
            parameters.GetValueOrDefault("scale_pos_weight", "1"), CultureInfo.InvariantCulture);
        return new WideTreeEnsemble(
            scale, [.. names.Select(Words.Feature)],
            [.. missing.Select(static each => each ?? MissingValue.NotANumber)], trees, 1,
            weight is > 0 and not 1 ? -Logarithm.Log(weight) : 0, thresholds);
    }

    private static WideTree ReadTree(Dictionary<string, string> tree, string[] names, MissingValue?[] missing)
    {
        var leaves = int.Parse(tree["num_leaves"], CultureInfo.InvariantCulture);
        if (tree.GetValueOrDefault("is_linear", "0") != "0")
        {
            throw new ModelUnreadableException("it has linear trees; only leaves of one value are read");
        }

        var (values, counts) = (Numbers(tree, "leaf_value"), Covers(tree, leaves));
        if (leaves == 1)
        {
            return new WideTree([-1], [-1], [0], [values[0]], [false], [1]);
        }

        var (features, thresholds) = (Whole(tree, "split_feature"), Numbers(tree, "threshold"));
        var (left, right) = (Whole(tree, "left_child"), Whole(tree, "right_child"));
        var kinds = Whole(tree, "decision_type");
        for (var node = 0; node < kinds.Length; node++)
        {
            var name = names[features[node]];
            if ((kinds[node] & Categorical) != 0)
            {
                throw new ModelUnreadableException($"it splits {name} by categories, which is not read");
            }

            var kind = (MissingValue)((kinds[node] >> 2) & 3);
            missing[features[node]] = missing[features[node]] is null || missing[features[node]] == kind ? kind
                : throw new ModelUnreadableException($"its nodes do not agree on what is missing of {name}");
        }

        // Inner nodes come first, leaves behind them; LightGBM writes a leaf as -1 less its number.
        var inner = kinds.Length;
        int Place(int child) => child >= 0 ? child : inner + ~child;
        var none = Enumerable.Repeat(-1, leaves);
        return new WideTree(
            [.. left.Select(Place), .. none], [.. right.Select(Place), .. none],
            [.. features, .. Enumerable.Repeat(0, leaves)], [.. thresholds, .. values],
            [.. kinds.Select(static kind => (kind & DefaultLeft) != 0), .. Enumerable.Repeat(false, leaves)], counts);
    }

    /// <summary>Of inner nodes and leaves; explanations weigh by the hessian where it is there, as by rows.</summary>
    private static float[] Covers(Dictionary<string, string> tree, int leaves)
    {
        if (leaves == 1)
        {
            return [1];
        }

        var weights = tree.ContainsKey("leaf_weight") && tree.ContainsKey("internal_weight");
        var (inner, outer) = weights ? ("internal_weight", "leaf_weight") : ("internal_count", "leaf_count");
        return [.. Numbers(tree, inner).Concat(Numbers(tree, outer)).Select(static each => (float)each)];
    }

    /// <summary>The head, each tree, the parameters: what stands between empty lines, by name.</summary>
    private static List<Dictionary<string, string>> Sections(string text)
    {
        var sections = new List<Dictionary<string, string>> { new(StringComparer.Ordinal) };
        foreach (var line in text.Split('\n').Select(static line => line.TrimEnd('\r')))
        {
            if (line.StartsWith("Tree=", StringComparison.Ordinal) || line is "parameters:" or "end of trees")
            {
                sections.Add(new(StringComparer.Ordinal));
            }

            var (name, value) = line == "parameters:" ? ("[parameters]", "")
                : line.StartsWith('[') && line.EndsWith(']') && line.Contains(": ", StringComparison.Ordinal)
                    ? Cut(line[1..^1], ": ") : Cut(line, "=");
            if (name.Length > 0)
            {
                sections[^1][name] = value;
            }
        }

        return sections;
    }

    private static (string Name, string Value) Cut(string line, string at)
    {
        var place = line.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (line, "") : (line[..place], line[(place + at.Length)..]);
    }

    private static string[] Split(Dictionary<string, string> section, string name) =>
        section[name].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double[] Numbers(Dictionary<string, string> section, string name) =>
        [.. Split(section, name).Select(static each => each switch
        {
            // Nothing is greater: the node parts what is known from what is missing.
            "inf" => double.MaxValue,
            "-inf" => double.MinValue,
            _ => double.Parse(each, CultureInfo.InvariantCulture),
        })];

    private static int[] Whole(Dictionary<string, string> section, string name) =>
        [.. Split(section, name).Select(static each => int.Parse(each, CultureInfo.InvariantCulture))];

    private static void Must(Dictionary<string, string> head, string name, params string[] wanted)
    {
        var value = head.GetValueOrDefault(name, "not stated");
        if (!wanted.Contains(value))
        {
            throw new ModelUnreadableException($"its {name} is {value}; only {string.Join(" or ", wanted)} is read");
        }
    }
}
