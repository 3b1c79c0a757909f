namespace OrleansRisk.Tenants.Webhooks;

/// <summary>A webhook as its tenant wants it.</summary>
/// <param name="Id">The letters after <c>whk_</c>: 32 hexadecimal digits.</param>
/// <param name="CreatedAt">Milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Version">From 1; one more with each change.</param>
/// <param name="Content">What is wanted, UTF-8 JSON; people stand in it by pseudonym only.</param>
/// <param name="Sealed">Address and secrets, sealed under the tenant's key at the webhook's own place.</param>
public sealed record WebhookRow(
    string Id, long CreatedAt, int Version, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Sealed);

/// <summary>How a webhook fares. Times are milliseconds since 1970-01-01T00:00Z.</summary>
/// <param name="Enabled">It is carried.</param>
/// <param name="Reason">Why it is not; null where it is.</param>
/// <param name="FailingSince">First failure that no success followed.</param>
/// <param name="Held">Events that wait for another attempt.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record WebhookStanding(
    bool Enabled, string? Reason, long? DisabledAt, long? FailingSince, int Held, int Dead);

/// <summary>Why a webhook is not carried.</summary>
public static class WebhookReasons
{
    /// <summary>Its tenant wants it so.</summary>
    public const string Asked = "asked";

    /// <summary>Nothing was delivered for days.</summary>
    public const string FailingForLong = "failing_for_long";

    /// <summary>There are as many dead letters as there may be.</summary>
    public const string DeadLettersFull = "dead_letters_full";

    /// <summary>Its cursor names commits that the journal does not have, after a restore.</summary>
    public const string CursorExpired = "cursor_expired";
}
