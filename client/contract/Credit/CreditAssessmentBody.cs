using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Contract.Credit;

/// <summary>What a customer's accounts, or some accounts, say of a loan applied for; kept as it was answered.</summary>
public sealed record CreditAssessmentBody
{
    /// <summary><c>cra_…</c></summary>
    public required string Assessment { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>cus_…</c>; null where accounts were asked.</summary>
    public required string? Customer { get; init; }

    /// <summary>The loan applied for.</summary>
    public required LoanBody Loan { get; init; }

    /// <summary>The day asked for; null where all there was counted.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>
    /// <c>calibrated</c>, <c>not_calibrated</c>, <c>insufficient_history</c> or <c>insufficient_data</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Probability of a bad outcome as the active card was fitted for; null unless calibrated.</summary>
    public required double? Pd { get; init; }

    /// <summary>
    /// 0 to 1000: 600 at 30 good to 1 bad, 50 points double the odds; a rank only where not calibrated.
    /// </summary>
    public required int? Score { get; init; }

    /// <summary>
    /// Where the score would lie if all were known that lines do not tell: what money without a category is for, what
    /// balances there were. Null without a score, with a fitted credit model, and before scoring version 4.
    /// </summary>
    public ScoreRangeBody? ScoreRange { get; init; }

    /// <summary>Always <c>safer</c>.</summary>
    public required string HigherIs { get; init; }

    /// <summary>
    /// What is missing, in words, where the history is too short or does not show what is lived on.
    /// </summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>Costliest first, at most four.</summary>
    public required IReadOnlyList<ReasonBody> Reasons { get; init; }

    /// <summary>
    /// Whether the means of all the accounts together, with what was stated and counts, bear the instalment.
    /// </summary>
    public required AffordabilityBody Affordability { get; init; }

    /// <summary>
    /// Whether debts that no account shows were seen: <c>from_bureau</c>, or <c>not_seen</c> where none was asked.
    /// </summary>
    public string? ObligationsElsewhere { get; init; }

    /// <summary>What the accounts do not show, as it was stated; null where nothing was.</summary>
    public ApplicantFactsBody? Facts { get; init; }

    /// <summary>What became of it; null where nothing was stated.</summary>
    public FactsFindingBody? FactsFinding { get; init; }

    /// <summary>For a letter to the applicant.</summary>
    public required LetterBody Letter { get; init; }

    /// <summary>
    /// <c>weakest_account</c>: state, score and reasons are those of the account that scores lowest of those with
    /// enough history.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>Each account asked, the deciding one among them.</summary>
    public required IReadOnlyList<AssessedAccountBody> Accounts { get; init; }
}

/// <summary>Where a score could lie.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
public sealed record ScoreRangeBody(int Low, int High);

/// <summary>A loan applied for.</summary>
/// <param name="Currency">ISO 4217 letters.</param>
/// <param name="Amount">Decimal text.</param>
/// <param name="Instalment">Decimal text, a month.</param>
/// <param name="Months">Months to run.</param>
public sealed record LoanBody(string Currency, string Amount, string Instalment, int Months);

/// <summary>Principal reasons as sentences of their own: what was asked for and what accounts show.</summary>
/// <param name="Language"><c>en</c> or <c>ms</c>, by <c>Accept-Language</c>.</param>
/// <param name="Reasons">At most four.</param>
public sealed record LetterBody(string Language, IReadOnlyList<string> Reasons)
{
    /// <summary>What the answer rests on beside the reasons, such as that no credit bureau was asked.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}
