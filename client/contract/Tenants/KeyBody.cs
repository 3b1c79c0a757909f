using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Tenants;

/// <summary>Asks for a key.</summary>
public sealed record KeyRequestBody
{
    /// <summary>What it is for, 1–64 characters.</summary>
    public required string Label { get; init; }

    /// <summary>At least one of <see cref="RoleNames"/>; <c>operator</c> cannot be given to a tenant's key.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>When it stops to open anything; in the future. Left out: never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Lines a second that are taken with this key, beside the tenant's own bound; 1 to 1,000,000. Left out: no bound.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LinesPerSecond { get; init; }
}

/// <summary>A key as it stands.</summary>
public sealed record KeyBody
{
    /// <summary>Public id, as it stands inside the key.</summary>
    public required string Key { get; init; }

    /// <summary>What it is for, in its maker's words.</summary>
    public required string Label { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>When it was issued, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it opens nothing, UTC; null where it does not expire.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null where it was not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Null for no bound of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LinesPerSecond { get; init; }

    /// <summary>The whole key, <c>ork_…</c>; only in the answer that made it, never again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }
}

/// <summary>Keys of a tenant.</summary>
/// <param name="Items">In the order they were issued.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record KeyList(IReadOnlyList<KeyBody> Items, bool HasMore);

/// <summary>Roles a key may carry.</summary>
public static class RoleNames
{
    /// <summary>Sends transactions and labels.</summary>
    public const string Ingest = "ingest";

    /// <summary>Loads old transactions.</summary>
    public const string History = "history";

    /// <summary>Reads accounts, decisions and replays.</summary>
    public const string Read = "read";

    /// <summary>Reads, labels and asks what-if.</summary>
    public const string Analyst = "analyst";

    /// <summary>Changes the tenant's settings and keys; reads no account.</summary>
    public const string Admin = "admin";

    /// <summary>Replays decisions and reads the audit trail.</summary>
    public const string Auditor = "auditor";

    /// <summary>Of the platform: makes tenants and keys, reads no customer's data.</summary>
    public const string Operator = "operator";
}
