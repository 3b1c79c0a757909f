using System.Globalization;
using System.Text.Json;
using OrleansRisk.Core.Features;
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

        if (IsBinary(file))
        {
            throw new ModelUnreadableException("it is XGBoost's binary form: save it under a name that ends in .json");
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

        List<Tree> trees = [.. model.GetProperty("trees").EnumerateArray().Select(ReadTree)];
        MustEndAtTheBest(learner, model, trees.Count);
        return new TreeEnsemble(
            ScoreScale.Risk, FeaturesOf(learner), StartOf(parameters.GetProperty("base_score").GetString() ?? ""),
            trees, 1, ShiftOf(learner.GetProperty("objective")), thresholds);
    }

    /// <summary>Universal Binary JSON: an object whose first key has a length in front of it.</summary>
    private static bool IsBinary(byte[] file) =>
        file.Length > 2 && file[0] == (byte)'{' && file[1] is (byte)'L' or (byte)'i';

    private static List<FeatureNumber> FeaturesOf(JsonElement learner)
    {
        var names = learner.TryGetProperty("feature_names", out var listed) && listed.ValueKind == JsonValueKind.Array
            ? listed.EnumerateArray().Select(static name => name.GetString() ?? "").ToList() : [];
        return names.Count == 0 || names.TrueForAll(static name => name.Length > 1 && name[0] == 'f'
            && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
            ? throw new ModelUnreadableException(
                "its features have no names: train on named columns, as risk-training features writes them")
            : names.ConvertAll(Words.Feature);
    }

    /// <summary>
    /// After early stopping XGBoost keeps the trees behind the best iteration, and some of its own predictions use them
    /// and others do not.
    /// </summary>
    private static void MustEndAtTheBest(JsonElement learner, JsonElement model, int trees)
    {
        if (learner.TryGetProperty("attributes", out var attributes)
            && attributes.TryGetProperty("best_iteration", out var best)
            && int.TryParse(best.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var iteration))
        {
            var forest = model.TryGetProperty("gbtree_model_param", out var parameters)
                && parameters.TryGetProperty("num_parallel_tree", out var parallel)
                && int.TryParse(parallel.GetString(), CultureInfo.InvariantCulture, out var each)
                    ? Math.Max(1, each) : 1;
            if (trees != (iteration + 1) * forest)
            {
                throw new ModelUnreadableException(
                    $"it has {trees} trees and its best_iteration is {iteration}: save booster[:best_iteration + 1]");
            }
        }
    }

    /// <summary>
    /// A weight on the bad rows multiplies the odds that trees learn; the same is taken from them again, so that a
    /// probability is one. Margins stay XGBoost's own.
    /// </summary>
    private static double ShiftOf(JsonElement objective)
    {
        var weight = objective.TryGetProperty("reg_loss_param", out var parameters)
            && parameters.TryGetProperty("scale_pos_weight", out var stated)
            ? double.Parse(stated.GetString() ?? "", CultureInfo.InvariantCulture) : 1;
        return weight is > 0 and not 1 ? -Logarithm.Log(weight) : 0;
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
