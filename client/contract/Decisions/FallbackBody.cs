using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Decisions;

/// <summary>
/// The tenant's stated answer where there was no decision in time, or the account cannot be read. It acknowledges
/// nothing: the transaction is sent again, and gets the recorded decision.
/// </summary>
public sealed record FallbackBody
{
    /// <summary>Number of the line in the upload, from 1; absent (0) outside streams.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Line { get; init; }

    /// <summary>Always false.</summary>
    public required bool Recorded { get; init; }

    /// <summary><c>acct_…</c>; null where the tenant's keys were out of reach.</summary>
    public required string? AccountId { get; init; }

    /// <summary>The lender's own account id.</summary>
    public required string Account { get; init; }

    /// <summary>The lender's own transaction id.</summary>
    public required string Transaction { get; init; }

    /// <summary>The transaction's status as it was sent: <c>authorised</c>, <c>booked</c> and so on.</summary>
    public required string Status { get; init; }

    /// <summary><c>review</c>, or <c>approve</c> up to the tenant's stated amount.</summary>
    public required string Outcome { get; init; }

    /// <summary>Always <c>fallback</c>.</summary>
    public required string OutcomeKind { get; init; }

    /// <summary>Why there was no decision.</summary>
    public required DegradedBody Degraded { get; init; }
}
