namespace OrleansRisk.Contract.Credit;

/// <summary>What one account said, and all that is needed to find it again bit for bit.</summary>
public sealed record AssessedAccountBody
{
    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own id.</summary>
    public required string Account { get; init; }

    /// <summary>State, score and reasons of the assessment are this account's.</summary>
    public required bool Decides { get; init; }

    /// <summary>
    /// <c>calibrated</c>, <c>not_calibrated</c>, <c>insufficient_history</c> or <c>insufficient_data</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Null unless calibrated.</summary>
    public required double? Pd { get; init; }

    /// <summary>Null with too little history.</summary>
    public required int? Score { get; init; }

    /// <summary>As <c>score_range</c> of the assessment, of this account.</summary>
    public ScoreRangeBody? ScoreRange { get; init; }

    /// <summary>The civil day it was measured as of.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The newest event of the account that counted; 0 for none.</summary>
    public required long Sequence { get; init; }

    /// <summary>Hash of its state after that event, as its record carries it.</summary>
    public required string StateHash { get; init; }

    /// <summary>Fold of that event.</summary>
    public required int ScoringVersion { get; init; }

    /// <summary>People reckoned with; null where nobody has said.</summary>
    public required int? Holders { get; init; }

    /// <summary>SHA-256 of the card; null where none was active.</summary>
    public required string? CreditModel { get; init; }

    /// <summary>Number of the model deployment that the card stood in; 0 for none.</summary>
    public required int ModelDeployment { get; init; }
}
