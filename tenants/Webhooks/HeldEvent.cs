using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Tenants.Webhooks;

/// <summary>
/// An event that waits for another attempt, or a dead letter. What it says of a customer stays in the journal and is
/// read from there when it is sent. Times are milliseconds since 1970-01-01T00:00Z.
/// </summary>
/// <param name="Number">Its place among those of the webhook; 0 where it is not kept yet.</param>
/// <param name="Event"><c>evt_…</c></param>
/// <param name="Sequence">Of the decision that raised it.</param>
/// <param name="Crossing">The threshold that was crossed, and which way; null for other types.</param>
/// <param name="Attempts">Made so far.</param>
/// <param name="Cause">What the last attempt came to.</param>
public sealed record HeldEvent(
    long Number, string Event, string Type, AccountKey Account, long Sequence, string? Crossing,
    bool Dead, int Attempts, long HeldAt, long DueAt, string Cause);

/// <summary>An attempt as the log keeps it; nothing of any body.</summary>
/// <param name="Number">Its place in the log; 0 where it is not kept yet.</param>
/// <param name="Status">Of HTTP; null where there was no answer.</param>
/// <param name="Result">One word: <c>delivered</c>, or what went wrong.</param>
public sealed record DeliveryRow(
    long Number, string Event, string Type, long At, int Attempt, int? Status, string Result, int Milliseconds);
