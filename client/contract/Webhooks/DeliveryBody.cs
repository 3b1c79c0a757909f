namespace OrleansRisk.Contract.Webhooks;

/// <summary>An attempt at delivering an event. Of what was sent and answered nothing is kept.</summary>
public sealed record DeliveryBody
{
    /// <summary><c>evt_…</c></summary>
    public required string Event { get; init; }

    /// <summary>Of the event, see <see cref="Feed.EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it was attempted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Of HTTP; null where there was no answer.</summary>
    public required int? Status { get; init; }

    /// <summary>
    /// <c>delivered</c> for a status of 200 to 299; else <c>status</c>, <c>redirect</c>, <c>timeout</c>, <c>cut</c>,
    /// <c>answer_invalid</c>, <c>connection_failed</c>, <c>tls_failed</c>, <c>name_unknown</c> or
    /// <c>address_refused</c>; others may come.
    /// </summary>
    public required string Result { get; init; }

    /// <summary>How long the attempt took.</summary>
    public required int Milliseconds { get; init; }
}

/// <summary>A page of attempts, the newest first.</summary>
/// <param name="After">Where the next page begins; null where there is none.</param>
/// <param name="HasMore">There is another page.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryBody> Items, string? After, bool HasMore);

/// <summary>An event that was given up.</summary>
public sealed record DeadLetterBody
{
    /// <summary><c>evt_…</c>; it stays the same where it is replayed.</summary>
    public required string Event { get; init; }

    /// <summary>Of the event, see <see cref="Feed.EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The decision that raised it, <c>dec_…</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>When it was first due.</summary>
    public required DateTimeOffset HeldAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>What the last attempt came to, in one word.</summary>
    public required string Cause { get; init; }
}

/// <summary>A page of dead letters, the oldest first.</summary>
/// <param name="After">Where the next page begins; null where there is none.</param>
/// <param name="HasMore">There is another page.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetterBody> Items, string? After, bool HasMore);

/// <summary>Asks for dead letters to be sent again.</summary>
public sealed record DeadLetterReplayRequest
{
    /// <summary>Their ids, <c>evt_…</c>, at most 1,000. Left out: all of them.</summary>
    [System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Events { get; init; }
}

/// <param name="Replayed">Dead letters that are sent again; those not found are not among them.</param>
public sealed record DeadLetterReplayBody(int Replayed);
