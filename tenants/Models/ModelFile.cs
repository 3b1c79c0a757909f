using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// A model as an immutable file: <c>{"sha256":"…","model":{"kind":…,"version":1,…}}</c>. The hash is of the
/// model's text, byte by byte as it stands in the file. Its golden rows are scored when it is read and have to come out
/// the same to the bit, so that a model that this build understands otherwise never answers.
/// </summary>
public static class ModelFile
{
    public const int BytesMax = 16 * 1024 * 1024;

    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    /// <summary>The file of a scorecard, with what it says of some rows.</summary>
    public static string Write(Scorecard card, IReadOnlyList<Core.Features.FeatureRow> golden) =>
        Sealed(JsonSerializer.Serialize(ScorecardBody.Of(card, golden), Options));

    /// <summary>The file of boosted trees, with what they say of some rows.</summary>
    public static string Write(TreeEnsemble trees, IReadOnlyList<Core.Features.FeatureRow> golden) =>
        Sealed(JsonSerializer.Serialize(TreesBody.Of(trees, golden), Options));

    /// <summary>The file of boosted trees of double precision, with what they say of some rows.</summary>
    public static string Write(WideTreeEnsemble trees, IReadOnlyList<Core.Features.FeatureRow> golden) =>
        Sealed(JsonSerializer.Serialize(WideTreesBody.Of(trees, golden), Options));

    /// <summary>Reads a stream without taking more of it than a model may have.</summary>
    public static async Task<LoadedModel> Read(Stream file)
    {
        var bytes = new byte[64 * 1024];
        using var text = new MemoryStream();
        while (await file.ReadAsync(bytes) is > 0 and var count)
        {
            if (text.Length + count > BytesMax)
            {
                throw new ModelUnreadableException($"a model has at most {BytesMax} bytes");
            }

            text.Write(bytes, 0, count);
        }

        return Read(text.ToArray());
    }

    /// <summary>Throws <see cref="ModelUnreadableException"/> with what is wrong.</summary>
    public static LoadedModel Read(byte[] file)
    {
        if (file.Length > BytesMax)
        {
            throw new ModelUnreadableException($"a model has at most {BytesMax} bytes");
        }

        try
        {
            using var whole = JsonDocument.Parse(file);
            var (hash, model) = Parts(whole.RootElement);
            var actual = Hash(model.GetRawText());
            return !string.Equals(hash, actual, StringComparison.Ordinal)
                ? throw new ModelUnreadableException($"its hash is {actual}, and it says {hash}")
                : new LoadedModel(Body(model), actual);
        }
        catch (JsonException e)
        {
            throw new ModelUnreadableException($"it does not read at line {e.LineNumber + 1}, {e.Path ?? "its text"}");
        }
    }

    internal static string Sealed(string model) => $"{{\"sha256\":\"{Hash(model)}\",\n\"model\":{model}}}\n";

    private static (string Hash, JsonElement Model) Parts(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count() == 2
            && root.TryGetProperty("sha256", out var hash) && hash.ValueKind == JsonValueKind.String
            && root.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.Object
                ? (hash.GetString()!, model)
                : throw new ModelUnreadableException("it is not made of a sha256 and a model");

    private static IScoringModel Body(JsonElement model)
    {
        var kind = model.TryGetProperty("kind", out var named) ? named.ToString() : "";
        var version = model.TryGetProperty("version", out var number) ? number.ToString() : "";
        return (kind, version) switch
        {
            (ScorecardBody.KindName, "1") => model.Deserialize<ScorecardBody>(Options)!.Checked(),
            (TreesBody.KindName, "1") => model.Deserialize<TreesBody>(Options)!.Checked(),
            (WideTreesBody.KindName, "1") => model.Deserialize<WideTreesBody>(Options)!.Checked(),
            (ScorecardBody.KindName or TreesBody.KindName or WideTreesBody.KindName, _) =>
                throw new ModelUnreadableException($"it is of version {version}, and this build reads version 1"),
            _ => throw new ModelUnreadableException($"it is of the kind {kind}, which this build does not know"),
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="Hash">SHA-256 of the model's text: its name in every decision.</param>
public sealed record LoadedModel(IScoringModel Model, string Hash);

/// <summary>A file that is no model this build can read; the message says what is wrong.</summary>
public sealed class ModelUnreadableException(string message) : Exception(message);
