using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Transactions;

/// <summary>A page of an account's recorded transactions, newest first.</summary>
public sealed record TransactionPage
{
    /// <summary>Newest first, in the order they were recorded.</summary>
    public required IReadOnlyList<RecordedTransactionBody> Items { get; init; }

    /// <summary>Limit that was applied, 1 to 1,000.</summary>
    public required int Limit { get; init; }

    /// <summary>Older ones follow; this page may have fewer than its limit all the same.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Where the next page begins; null if no older one follows.</summary>
    public required string? After { get; init; }
}

/// <summary>A transaction as it was recorded, and what was decided.</summary>
public sealed record RecordedTransactionBody
{
    /// <summary><c>dec_…</c>: the decision on it, with both scores and their reasons.</summary>
    public required string Decision { get; init; }

    /// <summary>When it reached the service.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary><c>approve</c>, <c>review</c> or <c>decline</c>; null for history.</summary>
    public required string? Outcome { get; init; }

    /// <summary>Anomaly score, 0 to 1,000.</summary>
    public required int AnomalyScore { get; init; }

    /// <summary>Decision of the better version that counts instead, <c>dec_…</c>; absent where it counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SupersededBy { get; init; }

    /// <summary>As it was sent, with its amount as decimal text.</summary>
    public required TransactionBody Transaction { get; init; }
}
