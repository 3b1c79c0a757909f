using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansRisk.OldBytes.Tests;

/// <summary>What the older build answered of its database: the calls, in order, each with its answer.</summary>
internal static partial class OldAnswers
{
    /// <summary>What paths were called then, and are called now.</summary>
    private static readonly (string Old, string New)[] Paths =
    [
        ("/v1/line_ups", "/v1/model-deployments"), ("/dead_letters", "/dead-letters"),
    ];

    /// <summary>Members of answers that have another name now: old to new.</summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["card"] = "credit_model",
        ["fold"] = "scoring_version",
        ["line_up"] = "model_deployment",
        ["line_ups"] = "model_deployments",
    };

    /// <summary>How the name of a tenant's own models began then, and begins now.</summary>
    private const string FormerModel = "line-up-", Model = "deployment-";

    /// <summary>The clock that the answers were given under; it stands still.</summary>
    public static TimeProvider Time { get; } = new StillClock(new DateTimeOffset(2026, 4, 20, 4, 0, 0, TimeSpan.Zero));

    public static async Task<(IReadOnlyDictionary<string, string> Keys, IReadOnlyList<OldAnswer> Answers)> Read()
    {
        var lines = Encoding.UTF8.GetString(await OldDatabase.Bytes("answers.ndjson.br"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var keys = JsonNode.Parse(lines[0])!["keys"]!.Deserialize<Dictionary<string, string>>()!;
        return (keys, [.. lines.Skip(1).Select(Parse)]);
    }

    /// <summary>
    /// Where an answer differs from what was told; null where all that was told is told now, for more may be told.
    /// </summary>
    public static string? Difference(JsonNode? told, JsonNode? now, string at = "$") => (told, now) switch
    {
        (JsonObject old, JsonObject other) => old.Select(member => other.TryGetPropertyValue(
                Renamed.GetValueOrDefault(member.Key, member.Key), out var found)
                    ? Difference(member.Value, found, $"{at}.{member.Key}")
                    : $"{at}.{member.Key} is missing")
            .FirstOrDefault(static difference => difference is not null),
        (JsonArray old, JsonArray other) => old.Count != other.Count
            ? $"{at} has {other.Count} of {old.Count}"
            : old.Select((each, i) => Difference(each, other[i], $"{at}[{i}]"))
                .FirstOrDefault(static difference => difference is not null),
        (JsonValue old, JsonValue other) when old.TryGetValue<string>(out var text) && text.StartsWith(
            FormerModel, StringComparison.Ordinal) => Difference(Model + text[FormerModel.Length..], other, at),
        (JsonValue old, JsonValue other) when old.TryGetValue<string>(out var text)
            && other.TryGetValue<string>(out var better) && IsBetterWorded(text, better) => null,
        _ => JsonNode.DeepEquals(told, now) ? null : $"{at} was {told?.ToJsonString()} and is {now?.ToJsonString()}",
    };

    /// <summary>
    /// A reason's words are made of its figures when it is read: one payment is no longer "1 payments", and what is
    /// rarer than once in twenty is not 0.0.
    /// </summary>
    private static bool IsBetterWorded(string told, string now)
    {
        var worded = ManyOfOne().Replace(told, "");
        return now == worded || (worded.EndsWith("0.0", StringComparison.Ordinal) && now[..^1] == worded);
    }

    [GeneratedRegex("(?<=(?<![0-9.])1 (payment|returned payment|time|day|lender))s\\b")]
    private static partial Regex ManyOfOne();

    private static OldAnswer Parse(string line)
    {
        var node = JsonNode.Parse(line)!;
        var path = Paths.Aggregate(
            (string)node["path"]!,
            static (path, pair) => path.Replace(pair.Old, pair.New, StringComparison.Ordinal));
        return new OldAnswer(
            (string)node["key"]!, new HttpMethod((string)node["method"]!), path, (string?)node["body"],
            node["answer"]!);
    }

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <param name="Key">Whose key it was called with: <c>operator</c>, or a tenant.</param>
internal sealed record OldAnswer(string Key, HttpMethod Method, string Path, string? Body, JsonNode Answer)
{
    public bool IsFeed => Path.StartsWith("/v1/feed", StringComparison.Ordinal);
}
