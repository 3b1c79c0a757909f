using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Labels;

/// <summary>What became known of a transaction.</summary>
public sealed record LabelBody
{
    /// <summary>The lender's own account id.</summary>
    public required string Account { get; init; }

    /// <summary>The lender's own transaction id.</summary>
    public required string Transaction { get; init; }

    /// <summary><c>fraud</c>, <c>genuine</c> or <c>withdrawn</c> (an earlier label is taken back).</summary>
    public required string Label { get; init; }

    /// <summary>When it became known, RFC 3339 with offset; not in the future; the default is now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Who says so, 1–32 characters: <c>chargeback</c>, <c>analyst</c>…</summary>
    public required string Source { get; init; }
}

/// <summary>Values of <c>label</c>.</summary>
public static class LabelKinds
{
    /// <summary>Somebody else than the owner did it.</summary>
    public const string Fraud = "fraud";

    /// <summary>The owner did it.</summary>
    public const string Genuine = "genuine";

    /// <summary>An earlier label is taken back.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>Values of <c>result</c>.</summary>
public static class LabelResults
{
    /// <summary>It was recorded.</summary>
    public const string Recorded = "recorded";

    /// <summary>The same label was in force already.</summary>
    public const string Unchanged = "unchanged";
}

/// <summary>The answer to one label.</summary>
public sealed record LabelAnswer
{
    /// <summary>Number of the line in the upload, from 1; absent (0) outside streams.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Line { get; init; }

    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own transaction id.</summary>
    public required string Transaction { get; init; }

    /// <summary>As it was told: <c>fraud</c>, <c>genuine</c> or <c>withdrawn</c>.</summary>
    public required string Label { get; init; }

    /// <summary><c>recorded</c>, or <c>unchanged</c> where the same label was in force already.</summary>
    public required string Result { get; init; }
}

/// <summary>The last line of a stream of labels.</summary>
public sealed record LabelEndLine
{
    /// <summary>Always true.</summary>
    public bool End { get; init; } = true;

    /// <summary>Lines that arrived.</summary>
    public required long Received { get; init; }

    /// <summary>Lines recorded now.</summary>
    public required long Recorded { get; init; }

    /// <summary>Lines whose label was in force already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Lines refused for good.</summary>
    public required long Refused { get; init; }

    /// <summary>Not acknowledged: send these again.</summary>
    public required long NotRecorded { get; init; }

    /// <summary>Fields that were dropped: how many times, by name.</summary>
    public required IReadOnlyDictionary<string, long> UnknownFields { get; init; }

    /// <summary>Number of the last line that was answered, from 1; 0 where none was.</summary>
    public required long LastLine { get; init; }

    /// <summary>Why the stream ended before its upload did: <c>shutting_down</c>; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }
}
