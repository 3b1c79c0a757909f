using System.Text.Json.Serialization;
using OrleansRisk.Contract.Feed;

namespace OrleansRisk.Contract.Webhooks;

/// <summary>Asks for a webhook, or for a change of one: then what is left out stays as it is.</summary>
public sealed record WebhookRequest
{
    /// <summary>
    /// Where events are posted to: <c>https://…</c>, at most 2,048 characters, without user, password or fragment.
    /// Needed where one is made. It is kept sealed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>For people, at most 256 characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>What is wanted, as in a subscription. Left out where one is made: everything of the tenant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FilterBody? Filter { get; init; }

    /// <summary>
    /// Whether it is carried; true where one is made. False keeps its place: nothing that happens meanwhile is left out
    /// once it is true again.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Enabled { get; init; }
}

/// <summary>A webhook as it stands.</summary>
public sealed record WebhookBody
{
    /// <summary><c>whk_…</c></summary>
    public required string Webhook { get; init; }

    /// <summary>Where events are posted to.</summary>
    public required string Url { get; init; }

    /// <summary>For people; null where none was given.</summary>
    public required string? Description { get; init; }

    /// <summary>What is wanted.</summary>
    public required FilterBody Filter { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is carried.</summary>
    public required bool Enabled { get; init; }

    /// <summary>
    /// Why it is not carried: <c>asked</c>, <c>failing_for_long</c>, <c>dead_letters_full</c>,
    /// <c>cursor_expired</c>; null where it is.
    /// </summary>
    public required string? Reason { get; init; }

    /// <summary>Since when it is not carried; null where it is.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>The first failure that no success followed; null where the last attempt succeeded.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>Events that wait for another attempt.</summary>
    public required int Held { get; init; }

    /// <summary>Events that were given up after 24 hours; they can be replayed.</summary>
    public required int DeadLetters { get; init; }

    /// <summary>Until when the secret before the newest one signs too; null where only the newest signs.</summary>
    public required DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary><c>whsec_…</c>, only in the answer that made it, never again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }
}

/// <summary>The tenant's webhooks.</summary>
/// <param name="Items">The oldest first.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record WebhookList(IReadOnlyList<WebhookBody> Items, bool HasMore);

/// <summary>Asks for a new secret.</summary>
public sealed record RotateRequest
{
    /// <summary>How long the secret before it signs beside it, 0 to 604800. Left out: 86400.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KeepSeconds { get; init; }
}
