namespace OrleansRisk.Contract.Credit;

/// <summary>A credit assessment judged again from the journal alone, beside the one that is kept.</summary>
public sealed record CreditReplayBody
{
    /// <summary><c>cra_…</c></summary>
    public required string Assessment { get; init; }

    /// <summary>
    /// Every figure is the same: states, cards, scores, reasons and means. Sentences are not compared; their figures
    /// are.
    /// </summary>
    public required bool Equal { get; init; }

    /// <summary>The first part that differs, such as <c>accounts.0.state_hash</c>; null where none does.</summary>
    public required string? FirstDifference { get; init; }

    /// <summary>
    /// <c>exact</c>: every figure to the bit, as each account gave it; <c>as_shown</c> where the assessment was made
    /// before these were kept: what it shows.
    /// </summary>
    public required string Compared { get; init; }

    /// <summary>As it is kept.</summary>
    public required CreditAssessmentBody Recorded { get; init; }

    /// <summary>As it comes out again today.</summary>
    public required CreditAssessmentBody Recomputed { get; init; }
}
