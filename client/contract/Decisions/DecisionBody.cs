using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Decisions;

/// <summary>The answer to one transaction: both scores with ranked reasons, and what to do.</summary>
public sealed record DecisionBody
{
    /// <summary>Number of the line in the upload, from 1; absent (0) outside streams.</summary>
    [JsonIgnore(
        Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Line { get; init; }

    /// <summary><c>dec_…</c>; null where nothing was recorded (<c>mode=what_if</c>).</summary>
    public required string? Decision { get; init; }

    /// <summary><c>acct_…</c>, the account's pseudonym.</summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own account id; null only in an event of an account that cannot be read.</summary>
    public required string? Account { get; init; }

    /// <summary>The lender's own transaction id.</summary>
    public required string Transaction { get; init; }

    /// <summary><c>authorised</c>, <c>booked</c>, <c>reversed</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>
    /// What it was taken to be for; absent (null) where nothing said so, or before scoring version 3.
    /// </summary>
    [JsonIgnore(
        Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CategoryBody? Category { get; init; }

    /// <summary>
    /// <c>approve</c>, <c>review</c> or <c>decline</c> (only for authorised ones); null where none is given.
    /// </summary>
    public required string? Outcome { get; init; }

    /// <summary>
    /// <c>live</c> for authorisations, <c>observation</c> for later statuses, <c>history</c>, or <c>what_if</c>.
    /// </summary>
    public required string OutcomeKind { get; init; }

    /// <summary>How unusual the transaction is for this account.</summary>
    public required AnomalyBody Anomaly { get; init; }

    /// <summary>What the account's flows say of its owner's credit.</summary>
    public required CreditBody Credit { get; init; }

    /// <summary>Which rules fired.</summary>
    public required RulesBody Rules { get; init; }

    /// <summary>
    /// How usual conditions were departed from: <c>late</c>, <c>no_rate</c>, <c>update</c>, <c>before_watermark</c>,
    /// <c>saturated</c>, <c>replaces_unknown</c>, <c>recurring</c>, <c>likely_booking</c> (of a hold that it does not
    /// name), <c>given_back_more</c> (than was booked).
    /// </summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Always null for a recorded decision.</summary>
    public required DegradedBody? Degraded { get; init; }

    /// <summary>The identity was known; this is its first answer.</summary>
    public required bool Duplicate { get; init; }

    /// <summary>
    /// Fields of a duplicate whose text came otherwise than it is recorded, such as a cleaned <c>counterparty</c>; what
    /// is recorded stays. Absent (null) where there are none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>Decision of the better version that counts instead, <c>dec_…</c>; absent where it counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SupersededBy { get; init; }

    /// <summary>
    /// It was recorded while its sender was answered by a fallback; absent (false) otherwise.
    /// </summary>
    [JsonIgnore(
        Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LateForCaller { get; init; }

    /// <summary>Event time of the transaction, UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// The account's IANA time zone; civil days follow it. Null only in an event of an account that cannot be read.
    /// </summary>
    public required string? Zone { get; init; }

    /// <summary>What the decision was made with.</summary>
    public required VersionsBody Versions { get; init; }
}

/// <summary>What a transaction was taken to be for.</summary>
/// <param name="Name">A name of the catalogue: <c>groceries</c>.</param>
/// <param name="By">
/// The strongest evidence: <c>stated</c>, <c>mcc</c>, <c>bank_code</c>, <c>rule</c>, <c>pack</c>, <c>text</c> or
/// <c>stream</c>.
/// </param>
public sealed record CategoryBody(string Name, string By);

/// <summary>How unusual the transaction is for this account.</summary>
public sealed record AnomalyBody
{
    /// <summary>
    /// 0 to 1000; while uncalibrated, 50 points halve the share of transactions that score as high; by a model, 500
    /// stand for even odds of fraud and 40 points double them.
    /// </summary>
    public required int Score { get; init; }

    /// <summary>Always <c>riskier</c>.</summary>
    public required string HigherIs { get; init; }

    /// <summary>Labels have given the score a probability.</summary>
    public required bool Calibrated { get; init; }

    /// <summary>Probability of fraud, 0 to 1; null until labels have calibrated the score.</summary>
    public required double? Probability { get; init; }

    /// <summary>Share of transactions that are at least as surprising, 0 to 1.</summary>
    public required double AlertRate { get; init; }

    /// <summary>Transactions this account's own figures rest on.</summary>
    public required int History { get; init; }

    /// <summary>Weightiest first, at most four.</summary>
    public required IReadOnlyList<ReasonBody> Reasons { get; init; }
}

/// <summary>What the account's flows say of its owner's credit.</summary>
public sealed record CreditBody
{
    /// <summary>
    /// 0 to 1000; null where <see cref="State"/> is <c>insufficient_history</c> or <c>insufficient_data</c>.
    /// </summary>
    public required int? Score { get; init; }

    /// <summary>Always <c>safer</c>.</summary>
    public required string HigherIs { get; init; }

    /// <summary>
    /// <c>insufficient_history</c>, <c>insufficient_data</c>, <c>uncalibrated</c> or <c>calibrated</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>What is still missing, in words: <c>18 days</c>, <c>12 transactions</c>, <c>income</c>.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>Weightiest first, at most four.</summary>
    public required IReadOnlyList<ReasonBody> Reasons { get; init; }
}

/// <summary>One reason of a score.</summary>
public sealed record ReasonBody
{
    /// <summary>Stable: <c>amount.unusual</c>.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Text { get; init; }

    /// <summary>What was seen, in the unit of the code; null where it does not apply.</summary>
    public required string? Value { get; init; }

    /// <summary>What is usual, in the same unit; null where it does not apply.</summary>
    public required string? Usual { get; init; }

    /// <summary>Its share of the score.</summary>
    public required int Points { get; init; }
}

/// <summary>Rules that fired. None are offered yet: version 0.</summary>
public sealed record RulesBody(int Version, IReadOnlyList<string> Hits);

/// <summary>Why there is no decision, and the newest score of the account that is known.</summary>
/// <param name="Cause">
/// <c>deadline</c>, <c>journal_unavailable</c>, <c>key_not_checked</c>, or why the account cannot be read.
/// </param>
/// <param name="LastScore">Anomaly, 0 to 1000; null where none is known.</param>
/// <param name="LastScoreAgeS">How old it is, seconds.</param>
public sealed record DegradedBody(string Cause, int? LastScore, long? LastScoreAgeS);

/// <summary>What the decision was made with; enough to make it again.</summary>
public sealed record VersionsBody
{
    /// <summary>
    /// The model that scored: <c>deployment-</c> with its number, or <c>surprise-</c> with the scoring version.
    /// </summary>
    public required string Model { get; init; }

    /// <summary>Number of the tenant's model deployment; absent (0) where there was none.</summary>
    [JsonIgnore(
        Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ModelDeployment { get; init; }

    /// <summary>Number of the tenant's thresholds.</summary>
    public required int Policy { get; init; }

    /// <summary>The version of the code that scored.</summary>
    public required int ScoringVersion { get; init; }

    /// <summary>Which published figures of others were read.</summary>
    public required ObservationsBody Observations { get; init; }
}

/// <summary>Numbers of the versions that were read; 0 for what core ships.</summary>
public sealed record ObservationsBody(int Counterparties, int Population);
