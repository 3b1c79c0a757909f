using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Feed;

/// <summary>Asks for a subscription.</summary>
public sealed record SubscriptionRequest
{
    /// <summary>What is wanted. Left out: everything of the tenant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FilterBody? Filter { get; init; }

    /// <summary>
    /// Whether a reader that is behind is given of each account the newest <c>score.updated</c> only, and a
    /// <c>feed.conflated</c> that counts what was left out. Everything else comes in any case. The default is false.
    /// </summary>
    public bool Conflate { get; init; }
}

/// <summary>A subscription as it stands; it never changes.</summary>
public sealed record SubscriptionBody
{
    /// <summary><c>sub_…</c></summary>
    public required string Subscription { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it lets through; an empty one lets everything through.</summary>
    public required FilterBody Filter { get; init; }

    /// <summary>
    /// Of a reader that falls behind, only the newest event of each account is kept; the event says so.
    /// </summary>
    public required bool Conflate { get; init; }
}

/// <summary>The subscriptions of a tenant.</summary>
/// <param name="Items">In the order they were made.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionBody> Items, bool HasMore);

/// <summary>All of what is stated must hold; of a list, any one of its items.</summary>
public sealed record FilterBody
{
    /// <summary><c>acct_…</c>, at most 1,000.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>
    /// The lender's own customer ids, at most 1,000. They are kept, and shown again, as pseudonyms: <c>cus_…</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Customers { get; init; }

    /// <summary>Segments of accounts, at most 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Segments { get; init; }

    /// <summary>Labels of accounts, at most 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Anomaly scores wanted, 0 to 1000, both ends included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScoreRange? Anomaly { get; init; }

    /// <summary>Credit scores wanted, 0 to 1000, both ends included; where there is no score, none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScoreRange? Credit { get; init; }

    /// <summary><c>approve</c>, <c>review</c>, <c>decline</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Outcomes { get; init; }

    /// <summary>Reason codes, of either score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Types of events; see <see cref="EventTypes"/>. Left out: all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>What raises <c>threshold.crossed</c>. Left out: nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ThresholdBody? Threshold { get; init; }
}

/// <param name="Min">Lowest; 0 where null.</param>
/// <param name="Max">Highest; 1000 where null.</param>
public sealed record ScoreRange(int? Min = null, int? Max = null);

/// <summary>
/// A threshold of one score. Crossed upwards at <see cref="At"/> or more, downwards below <see cref="At"/> less
/// <see cref="DeadBand"/>; in between an account stays on the side where it was.
/// </summary>
public sealed record ThresholdBody
{
    /// <summary><c>anomaly</c> or <c>credit</c>.</summary>
    public required string Score { get; init; }

    /// <summary>1 to 1000.</summary>
    public required int At { get; init; }

    /// <summary>0 to <see cref="At"/>. The default is 0.</summary>
    public int DeadBand { get; init; }
}
