using System.Globalization;
using System.Text.Json;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// Reads what <c>save_model("….json")</c> of XGBoost writes, of binary logistic models on features of the catalogue.
/// What would be evaluated otherwise than here is refused.
/// </summary>
public static class XgboostImport
{
    /// <summary>Throws <see cref="ModelUnreadableException"/> with what is wrong.</summary>
    public static TreeEnsemble Read(byte[] file, Thresholds thresholds)
    {
        if (file.Length > ModelFile.BytesMax)
        {
            throw new ModelUnreadableException($"a model has at most {ModelFile.BytesMax} bytes");
        }

        try
        {
            using var whole = JsonDocument.Parse(file);
            var model = Read(whole.RootElement, thresholds);
            return model.Check() is { } wrong ? throw new ModelUnreadableException(wrong) : model;
        }
        catch (JsonException e)
        {
            throw new ModelUnreadableException($"it does not read at line {e.LineNumber + 1}");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelUnreadableException($"it is not laid out as XGBoost does: {e.Message}");
        }
    }

    private static TreeEnsemble Read(JsonElement root, Thresholds thresholds)
    {
        var learner = root.GetProperty("learner");
        var booster = learner.GetProperty("gradient_booster");
        var parameters = learner.GetProperty("learner_model_param");
        Must(booster.GetProperty("name"), "gbtree", "booster");
        Must(learner.GetProperty("objective").GetProperty("name"), "binary:logistic", "objective");
        Must(parameters.GetProperty("num_class"), "0", "number of classes");
        if (parameters.TryGetProperty("num_target", out var targets))
        {
            Must(targets, "1", "number of targets");
        }

        var model = booster.GetProperty("model");
        if (model.GetProperty("tree_info").EnumerateArray().Any(static each => each.GetInt32() != 0))
        {
            throw new ModelUnreadableException("it has trees of more than one class");
        }

        var names = learner.TryGetProperty("feature_names", out var listed) ? listed : default;
        return new TreeEnsemble(
            ScoreScale.Risk,
            names.ValueKind == JsonValueKind.Array
                ? [.. names.EnumerateArray().Select(static name => Words.Feature(name.GetString()))]
                : throw new ModelUnreadableException("its features have no names"),
            StartOf(parameters.GetProperty("base_score").GetString() ?? ""),
            [.. model.GetProperty("trees").EnumerateArray().Select(ReadTree)], 1, 0, thresholds);
    }

    /// <summary>A probability: "5E-1" as older versions write it, "[5E-1]" as newer ones do.</summary>
    private static float StartOf(string score)
    {
        var text = score.StartsWith('[') && score.EndsWith(']') ? score[1..^1] : score;
        var read = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share);
        return read && share is > 0 and < 1
            ? (float)-Logarithm.Log((1f / share) - 1f)
            : throw new ModelUnreadableException($"its base_score is {score}, which is no probability");
    }

    private static Tree ReadTree(JsonElement tree)
    {
        if ((tree.TryGetProperty("split_type", out var kinds) && kinds.EnumerateArray().Any(k => k.GetInt32() != 0))
            || (tree.TryGetProperty("categories_nodes", out var nodes) && nodes.GetArrayLength() > 0))
        {
            throw new ModelUnreadableException("it splits by categories");
        }

        return new Tree(
            [.. Numbers(tree, "left_children").Select(static each => each.GetInt32())],
            [.. Numbers(tree, "right_children").Select(static each => each.GetInt32())],
            [.. Numbers(tree, "split_indices").Select(static each => each.GetInt32())],
            [.. Numbers(tree, "split_conditions").Select(static each => each.GetSingle())],
            [.. Numbers(tree, "default_left").Select(static each =>
                each.ValueKind == JsonValueKind.Number ? each.GetInt32() != 0 : each.GetBoolean())],
            [.. Numbers(tree, "sum_hessian").Select(static each => each.GetSingle())]);
    }

    private static JsonElement.ArrayEnumerator Numbers(JsonElement tree, string name) =>
        tree.GetProperty(name).EnumerateArray();

    private static void Must(JsonElement value, string wanted, string what)
    {
        if (value.GetString() != wanted)
        {
            throw new ModelUnreadableException($"its {what} is {value.GetString()}; only {wanted} is read");
        }
    }
}
