using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Tenants;

/// <summary>
/// A tenant's defaults and thresholds. What is left out of a request takes its default (POST) or stays (PUT).
/// </summary>
public sealed record TenantRequest
{
    /// <summary>
    /// 1–40 lower-case letters, digits and hyphens; unique on the platform; never changed. Required by POST.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>Currency of accounts that state none; ISO 4217. The default is <c>MYR</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>IANA zone of accounts that state none. The default is <c>Asia/Kuala_Lumpur</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>
    /// How long decisions can be replayed and duplicates are known; 1 to 120 months. The default is 13.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetentionMonths { get; init; }

    /// <summary>
    /// Anomaly score at and above which a transaction goes to review; 0 to 1000. The default is 382, the top
    /// 0.5 %.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReviewAt { get; init; }

    /// <summary>
    /// Anomaly score at and above which an authorisation is declined; at least <see cref="ReviewAt"/>, to 1000
    /// . The default is 548.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeclineAt { get; init; }

    /// <summary>Ids that pass as card numbers are taken. The default is false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? AllowPanLikeIds { get; init; }

    /// <summary>Unknown fields are refused, not dropped. The default is false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Strict { get; init; }

    /// <summary>
    /// How long an answer may take where the call does not say, milliseconds: 50 to 5,000, or 0 for as long as it
    /// takes. The default is 0.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeadlineMs { get; init; }

    /// <summary>
    /// What is answered for want of a decision: one of <see cref="FallbackNames"/>. The default is <c>refuse</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fallback { get; init; }

    /// <summary>
    /// Greatest amount that the fallback <c>approve</c> approves, minor units of <see cref="Currency"/>; what is above
    /// it, or in another currency, goes to review. The default is 0.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FallbackUpToMinor { get; init; }

    /// <summary>
    /// Lines a second that are taken of all the tenant's keys together, single calls counted; 0 for no bound, at most
    /// 1,000,000. The default is 0.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LinesPerSecond { get; init; }

    /// <summary>The same for <c>mode=history</c>, which has a quota of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HistoryLinesPerSecond { get; init; }

    /// <summary>Transactions are taken only under a customer's live consent. The default is false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? RequiresConsent { get; init; }

    /// <summary>
    /// What becomes of data whose consent is revoked: one of <see cref="RevokedDataNames"/>. The default is
    /// <c>freeze</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RevokedData { get; init; }
}

/// <summary>Values of <c>fallback</c>.</summary>
public static class FallbackNames
{
    /// <summary>503: the sender decides.</summary>
    public const string Refuse = "refuse";

    /// <summary>A person decides.</summary>
    public const string Review = "review";

    /// <summary>Up to an amount; review above it.</summary>
    public const string Approve = "approve";
}

/// <summary>Values of <c>revoked_data</c>.</summary>
public static class RevokedDataNames
{
    /// <summary>They stay, and accounts that have some are not read.</summary>
    public const string Freeze = "freeze";

    /// <summary>They are taken back by a rebuild of each account, which is read again from then on.</summary>
    public const string TakeBack = "take_back";
}

/// <summary>A tenant as it stands.</summary>
public sealed record TenantBody
{
    /// <summary><c>ten_…</c></summary>
    public required string Tenant { get; init; }

    /// <summary>1–40 small letters, digits and hyphens; never changes.</summary>
    public required string Name { get; init; }

    /// <summary>Where its data are.</summary>
    public required string Region { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public required int Version { get; init; }

    /// <summary>ISO 4217, of accounts that say none.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA time zone of accounts that say none.</summary>
    public required string Zone { get; init; }

    /// <summary>Months a transaction may be old.</summary>
    public required int RetentionMonths { get; init; }

    /// <summary>Anomaly scores from here on are reviewed, 0 to 1000.</summary>
    public required int ReviewAt { get; init; }

    /// <summary>Anomaly scores from here on are declined where that is possible, 0 to 1000.</summary>
    public required int DeclineAt { get; init; }

    /// <summary>Ids that pass as card numbers are taken.</summary>
    public required bool AllowPanLikeIds { get; init; }

    /// <summary>Unknown fields are refused, not dropped.</summary>
    public required bool Strict { get; init; }

    /// <summary>
    /// Milliseconds an answer may take where the call does not say, 50 to 5,000; 0 for as long as it takes.
    /// </summary>
    public required int DeadlineMs { get; init; }

    /// <summary>What is answered for want of a decision: one of <see cref="FallbackNames"/>.</summary>
    public required string Fallback { get; init; }

    /// <summary>
    /// Greatest amount that the fallback <c>approve</c> approves, minor units of <see cref="Currency"/>.
    /// </summary>
    public required long FallbackUpToMinor { get; init; }

    /// <summary>Lines a second that are taken of all keys together, to 1,000,000; 0 for no bound.</summary>
    public required int LinesPerSecond { get; init; }

    /// <summary>The same for <c>mode=history</c>.</summary>
    public required int HistoryLinesPerSecond { get; init; }

    /// <summary>Transactions are taken only under a customer's live consent.</summary>
    public bool RequiresConsent { get; init; }

    /// <summary>What becomes of data whose consent is revoked: one of <see cref="RevokedDataNames"/>.</summary>
    public string RevokedData { get; init; } = RevokedDataNames.Freeze;
}

/// <summary>The tenants a key may see.</summary>
/// <param name="Items">By name.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record TenantList(IReadOnlyList<TenantBody> Items, bool HasMore);
