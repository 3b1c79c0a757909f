namespace OrleansRisk.Api.Idempotency;

/// <summary>An endpoint that takes <c>Idempotency-Key</c>: sent again, it answers again and does nothing.</summary>
internal sealed record IdempotentRoute
{
    public const string Header = "Idempotency-Key";

    /// <summary>Says of an answer that it was given before.</summary>
    public const string AnsweredHeader = "Idempotency-Replayed";
}
