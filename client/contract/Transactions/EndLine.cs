using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Transactions;

/// <summary>
/// The last line of every answered stream. Without it the stream was cut: send it again, what was recorded is answered
/// as the duplicate it is. Lines after <see cref="LastLine"/> were not read.
/// </summary>
public sealed record EndLine
{
    /// <summary>Always true.</summary>
    public bool End { get; init; } = true;

    /// <summary>Lines read that were not blank. The sum of the four counts below.</summary>
    public required long Received { get; init; }

    /// <summary>Scored for the first time (with <c>mode=what_if</c>: scored).</summary>
    public required long Scored { get; init; }

    /// <summary>Known before; answered with the first answer.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Refused: sending the same again gives the same refusal.</summary>
    public required long Refused { get; init; }

    /// <summary>Not acknowledged: send these again.</summary>
    public required long NotRecorded { get; init; }

    /// <summary>
    /// Fields this version does not know, by name, with how often each came; at most 64 names, the rest under
    /// <c>"…"</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, long> UnknownFields { get; init; }

    /// <summary>Number of the last line read, from 1, blank ones counted; 0 for none.</summary>
    public required long LastLine { get; init; }

    /// <summary>Why the stream ended before its upload did: <c>shutting_down</c>; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }
}
