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
}

/// <summary>A tenant as it stands.</summary>
public sealed record TenantBody
{
    /// <summary><c>ten_…</c></summary>
    public required string Tenant { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public required int Version { get; init; }

    public required string Currency { get; init; }

    public required string Zone { get; init; }

    public required int RetentionMonths { get; init; }

    public required int ReviewAt { get; init; }

    public required int DeclineAt { get; init; }

    public required bool AllowPanLikeIds { get; init; }

    public required bool Strict { get; init; }
}

public sealed record TenantList(IReadOnlyList<TenantBody> Items, bool HasMore);
