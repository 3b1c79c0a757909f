using System.Text.Json;

namespace OrleansRisk.Contract.Feed;

/// <summary>Types of events.</summary>
public static class EventTypes
{
    /// <summary>A decision other than <c>approve</c>; <c>data</c> is the decision.</summary>
    public const string DecisionFlagged = "decision.flagged";

    /// <summary>A transaction was scored; <c>data</c> is its decision.</summary>
    public const string ScoreUpdated = "score.updated";

    /// <summary>An account's score crossed the subscription's threshold; <c>data</c> is the crossing.</summary>
    public const string ThresholdCrossed = "threshold.crossed";

    /// <summary>
    /// An account's credit score moved although no transaction came, for a civil day of it ended or it was rebuilt;
    /// <c>data</c> is the new score. Of the feed only: no webhook is told.
    /// </summary>
    public const string ScoreRestated = "score.restated";

    /// <summary>
    /// History was loaded into an account; <c>data</c> says how much and up to where. One event for each batch that was
    /// recorded, whatever its lines. Of the feed only: no webhook is told.
    /// </summary>
    public const string AccountLoaded = "account.loaded";

    /// <summary>A customer's consent was given; <c>data</c> is the consent.</summary>
    public const string ConsentGiven = "consent.given";

    /// <summary>A consent was revoked: from here on nothing comes in under it; <c>data</c> is the consent.</summary>
    public const string ConsentRevoked = "consent.revoked";

    /// <summary>A consent has ended, as was stated when it was given; <c>data</c> is the consent.</summary>
    public const string ConsentExpired = "consent.expired";

    /// <summary>
    /// Before anything else where no cursor is given: an account as it stands; <c>data</c> is the account. Its
    /// <c>sequence</c> says which updates it has already.
    /// </summary>
    public const string ScoreSnapshot = "score.snapshot";

    /// <summary>Some <c>score.updated</c> were left out; <c>data</c> says how many.</summary>
    public const string FeedConflated = "feed.conflated";

    /// <summary>Of webhooks only, sent by hand; <c>data</c> names the webhook.</summary>
    public const string WebhookTest = "webhook.test";
}

/// <summary>Something that happened.</summary>
public sealed record EventBody
{
    /// <summary><c>evt_…</c>: a repeated event has the same.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="EventTypes"/>; others may come.</summary>
    public required string Type { get; init; }

    /// <summary>When it reached us, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Version of the interface: <c>v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Where to go on after it: everything up to here has been given. Null in webhooks.</summary>
    public string? Cursor { get; init; }

    /// <summary>As the type says.</summary>
    public required JsonElement Data { get; init; }
}

/// <summary>A page of the feed.</summary>
/// <param name="Items">In order; of one account, in the order of its decisions.</param>
/// <param name="After">Where the next page begins; there is always one.</param>
/// <param name="HasMore">More is there already.</param>
public sealed record FeedPage(IReadOnlyList<EventBody> Items, string After, bool HasMore);

/// <summary>Data of <c>threshold.crossed</c>.</summary>
public sealed record CrossingBody
{
    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own account id; null where the account cannot be read.</summary>
    public required string? Account { get; init; }

    /// <summary>The decision that crossed it; null where the end of a day or a rebuild did.</summary>
    public required string? Decision { get; init; }

    /// <summary>
    /// The day whose end crossed it, in the account's zone: of credit only; absent where something else did.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Day { get; init; }

    /// <summary>Number of the rebuild that crossed it: of credit only; absent where something else did.</summary>
    [System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public int? Revision { get; init; }

    /// <summary><c>anomaly</c> or <c>credit</c>.</summary>
    public required string Score { get; init; }

    /// <summary>The threshold, 0 to 1000.</summary>
    public required int At { get; init; }

    /// <summary>How far back the score must go before the threshold can be crossed again, 0 to 1000.</summary>
    public required int DeadBand { get; init; }

    /// <summary><c>up</c> or <c>down</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The score now.</summary>
    public required int Value { get; init; }

    /// <summary>Scores of different models are not compared: a new model crosses nothing.</summary>
    public required string Model { get; init; }
}

/// <summary>Data of <c>account.loaded</c>.</summary>
public sealed record AccountLoadedBody
{
    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own account id; null where the account cannot be read.</summary>
    public required string? Account { get; init; }

    /// <summary>Transactions of history recorded in this batch, 1 or more.</summary>
    public required int Transactions { get; init; }

    /// <summary>The account's sequence after it.</summary>
    public required long Sequence { get; init; }
}

/// <summary>Data of <c>feed.conflated</c>.</summary>
/// <param name="LeftOut"><c>score.updated</c> that were followed by another one of the same account.</param>
public sealed record ConflatedBody(int LeftOut);
