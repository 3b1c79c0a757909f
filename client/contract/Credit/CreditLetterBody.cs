using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Credit;

/// <summary>How a letter of refusal is to be made, for a loan that the lender has refused.</summary>
public sealed record CreditLetterRequest
{
    /// <summary>Who writes, as the letter is signed; at most 200 characters.</summary>
    public string? Lender { get; init; }

    /// <summary>Where the applicant turns to: address, telephone; at most 500 characters.</summary>
    public string? Contact { get; init; }

    /// <summary>The least score that is lent on, 1 to 1000; left out where scores refuse nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ScoreMin { get; init; }

    /// <summary>
    /// The gravest finding of affordability that is lent on: <c>affordable</c>, or <c>strained</c> as by default.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AffordabilityMax { get; init; }
}

/// <summary>A letter of refusal, kept as it was made: it reads the same whatever becomes of sentences since.</summary>
public sealed record CreditLetterBody
{
    /// <summary><c>cra_…</c></summary>
    public required string Assessment { get; init; }

    /// <summary>When the assessment was made.</summary>
    public required DateTimeOffset AssessedAt { get; init; }

    /// <summary>When the letter was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>en</c> or <c>ms</c>, by <c>Accept-Language</c>.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// What refuses: <c>score</c>, <c>affordability</c>, <c>terms</c> of the lender, <c>insufficient_data</c>.
    /// </summary>
    public required IReadOnlyList<string> RefusedBy { get; init; }

    /// <summary>
    /// Principal reasons, at most four: those without which the result would be another, scored again.
    /// </summary>
    public required IReadOnlyList<LetterReasonBody> Reasons { get; init; }

    /// <summary>
    /// What the applicant can do, each judged again: following one of them in full changes the result. Empty where
    /// nothing that is in his hands would.
    /// </summary>
    public required IReadOnlyList<LetterChangeBody> Changes { get; init; }

    /// <summary>The whole letter as plain text.</summary>
    public required string Text { get; init; }
}

/// <summary>A principal reason.</summary>
/// <param name="Code">
/// The reason's code of the assessment, or <c>affordability.…</c>, <c>terms.…</c>, <c>data.…</c>.
/// </param>
/// <param name="Text">A sentence.</param>
public sealed record LetterReasonBody(string Code, string Text);

/// <summary>Something that would change the result.</summary>
/// <param name="Kind"><c>instalment</c>, <c>amount</c> or <c>score</c>.</param>
/// <param name="Value">Money as decimal text, or the score that would be reached.</param>
/// <param name="Text">A sentence.</param>
public sealed record LetterChangeBody(string Kind, string Value, string Text);
