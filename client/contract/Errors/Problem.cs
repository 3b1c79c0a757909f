using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Errors;

/// <summary>
/// Every error, as a whole answer (<c>application/problem+json</c>) and as a line's <c>error</c>. Names what is wrong
/// and where, never the offending value.
/// </summary>
public sealed record Problem
{
    /// <summary>A URI that stands for the code: <c>urn:orleansrisk:error:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>Stable; one of <see cref="ErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// Which field or parameter is meant; several are separated by commas, inner ones by dots (<c>geo.lat</c>).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>Line of the upload, from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Line { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Message { get; init; }

    /// <summary>What was sent; absent for a value that may be personal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Given { get; init; }

    /// <summary>What is taken instead.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Allowed { get; init; }

    /// <summary>What to do next, one sentence for a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }

    /// <summary>Quote it when asking for help.</summary>
    public required string RequestId { get; init; }

    /// <summary>Milliseconds to wait before asking again; absent where asking again cannot help.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RetryAfterMs { get; init; }

    /// <summary>With <c>moved</c>: where the same request is answered, the beginning of every URL there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>A named cause, such as <c>seal_broken</c> with <c>account_unavailable</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }
}

/// <summary>The answer to a line that was refused or not recorded.</summary>
public sealed record ErrorLine
{
    /// <summary>Number of the line in the upload, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The lender's transaction id, where the line was readable so far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Transaction { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required Problem Error { get; init; }
}
