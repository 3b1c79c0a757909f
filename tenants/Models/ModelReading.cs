using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>A model file that has passed every check, in one of the two roles.</summary>
/// <param name="File">The file as it is kept.</param>
/// <param name="Model">For transactions; else null.</param>
/// <param name="Card">For credit; else null.</param>
public sealed record CheckedModel(
    string Hash, string Kind, ReadOnlyMemory<byte> File, IScoringModel? Model, CreditModel? Card)
{
    public ModelRole Role => Model is null ? ModelRole.Credit : ModelRole.Anomaly;
}

/// <summary>
/// Reads the files that the registry takes. Everything that could go wrong with a model goes wrong here, before it is
/// kept, and again wherever it is loaded: structure, numbers, features, thresholds, hash, golden rows to the bit.
/// </summary>
public static class ModelReading
{
    private const string CardKind = "credit_card";

    /// <summary>Throws <see cref="ModelUnreadableException"/> with what is wrong.</summary>
    public static CheckedModel Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > ModelFile.BytesMax)
        {
            throw new ModelUnreadableException($"a model has at most {ModelFile.BytesMax} bytes");
        }

        if (LightGbmImport.IsOne(file.Span))
        {
            throw new ModelUnreadableException(
                "it is LightGBM's own file: thresholds and golden margins have to be stated with it");
        }

        var (kind, xgboost) = KindOf(file);
        return kind == CardKind ? Card(file)
            : xgboost ? throw new ModelUnreadableException(
                "it is XGBoost's own file: thresholds and golden margins have to be stated with it")
            : Model(file, kind);
    }

    /// <summary>
    /// XGBoost's or LightGBM's own file with what it cannot say itself. At least ten rows are to come to the margins
    /// that the library gave them, to the bit; the model is then kept in our own file, with these rows.
    /// </summary>
    public static CheckedModel ReadImported(
        ReadOnlyMemory<byte> file, Thresholds thresholds, IReadOnlyList<GoldenMargin> golden)
    {
        if (LightGbmImport.IsOne(file.Span))
        {
            var wide = LightGbmImport.Read(file.ToArray(), thresholds);
            return Read(Encoding.UTF8.GetBytes(ModelFile.Write(wide, Checked(
                golden, wide.Features, (row, margin) => (wide.Margin(row), margin)))));
        }

        var trees = XgboostImport.Read(file.ToArray(), thresholds);
        return Read(Encoding.UTF8.GetBytes(ModelFile.Write(trees, Checked(
            golden, trees.Features, (row, margin) => (trees.Margin(row), (float)margin)))));
    }

    /// <param name="margins">What a row comes to here, and what is said of it, in the library's precision.</param>
    private static List<FeatureRow> Checked(
        IReadOnlyList<GoldenMargin> golden, IReadOnlyList<FeatureNumber> features,
        Func<FeatureRow, double, (double Own, double Said)> margins)
    {
        if (golden.Count is < GoldenBody.RowsMin or > GoldenBody.RowsMax)
        {
            throw new ModelUnreadableException(
                $"it has not {GoldenBody.RowsMin} to {GoldenBody.RowsMax} golden margins");
        }

        return [.. golden.Select((row, i) => row.Check(features, i, margins))];
    }

    private static CheckedModel Model(ReadOnlyMemory<byte> file, string kind)
    {
        var loaded = ModelFile.Read(file.ToArray());
        if (loaded.Model.Scale != ScoreScale.Risk)
        {
            throw new ModelUnreadableException("its scale is credit; transactions are scored on the scale of risk");
        }

        var others = loaded.Model.Features.Where(static feature => (int)feature >= FeatureRow.FirstCredit).ToList();
        return others.Count > 0
            ? throw new ModelUnreadableException(
                $"no transaction has the feature {FeatureCatalogue.NameOf(others[0])}: it is one of credit")
            : new CheckedModel(loaded.Hash, kind, file, loaded.Model, null);
    }

    private static CheckedModel Card(ReadOnlyMemory<byte> file)
    {
        try
        {
            var card = CreditModelFile.Read(Encoding.UTF8.GetString(file.Span));
            return new CheckedModel(
                Convert.ToHexStringLower(SHA256.HashData(file.Span)), CardKind, file, null, card);
        }
        catch (CreditModelUnreadableException wrong)
        {
            throw new ModelUnreadableException(wrong.Message);
        }
    }

    private static (string Kind, bool Xgboost) KindOf(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var whole = JsonDocument.Parse(file);
            var root = whole.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new ModelUnreadableException("it is no JSON object");
            }

            var body = root.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.Object
                ? model : root;
            return (body.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String
                ? kind.GetString()! : "", root.TryGetProperty("learner", out _));
        }
        catch (JsonException e)
        {
            throw new ModelUnreadableException($"it does not read at line {e.LineNumber + 1}");
        }
    }
}

/// <summary>A row with the margin that the library gave it.</summary>
/// <param name="Values">In the order of the model's features; null is missing.</param>
public sealed record GoldenMargin(IReadOnlyList<double?> Values, double Margin)
{
    internal FeatureRow Check(
        IReadOnlyList<FeatureNumber> features, int at, Func<FeatureRow, double, (double Own, double Said)> margins)
    {
        if (Values.Count != features.Count)
        {
            throw new ModelUnreadableException($"golden row {at + 1} has not one value a feature");
        }

        var row = FeatureRow.Missing();
        for (var i = 0; i < Values.Count; i++)
        {
            row[(int)features[i]] = Values[i] ?? double.NaN;
        }

        var (own, said) = margins(row, Margin);
        return BitConverter.DoubleToInt64Bits(own) == BitConverter.DoubleToInt64Bits(said)
            ? row
            : throw new ModelUnreadableException(
                $"golden row {at + 1} comes to the margin {own:R}, and it says {said:R}");
    }
}
