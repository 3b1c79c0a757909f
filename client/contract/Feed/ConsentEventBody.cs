using System.Text.Json.Serialization;
using OrleansRisk.Contract.Consents;

namespace OrleansRisk.Contract.Feed;

/// <summary>
/// Data of <c>consent.given</c>, <c>consent.revoked</c> and <c>consent.expired</c>. Whose consent it is says
/// <see cref="Routes.Consent"/>.
/// </summary>
public sealed record ConsentEventBody
{
    /// <summary><c>cns_…</c></summary>
    public required string Consent { get; init; }

    /// <summary><c>cus_…</c></summary>
    public required string Customer { get; init; }

    /// <summary>One of <see cref="ConsentPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>From when on data may be taken.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to when.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many days before <see cref="From"/> transactions may lie; absent for no bound.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HistoryDays { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of a revocation, when it was revoked; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RevokedAt { get; init; }
}
