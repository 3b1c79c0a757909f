using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tenants.Webhooks;

/// <summary>A webhook of a tenant.</summary>
public readonly record struct WebhookName(TenantId Tenant, string Id);

/// <summary>Whose turn it is to carry a webhook. A higher epoch ends all before it.</summary>
public readonly record struct WebhookLease(WebhookName Name, string Holder, long Epoch);

/// <summary>A lease that holds, and the version of the webhook it is for.</summary>
public readonly record struct KeptLease(WebhookLease Lease, int Version);

/// <summary>Where a webhook stands.</summary>
/// <param name="Heads">The first event that waits, of each account that has any.</param>
/// <param name="Waiting">Events that wait, of all accounts.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record WaitingEvents(IReadOnlyList<HeldEvent> Heads, int Waiting, int Dead);

/// <summary>What was done under a lease; kept all together or not at all.</summary>
public sealed record WebhookProgress(string Cursor, long? FailingSince)
{
    /// <summary>Events to wait from now on, each account's in order, behind those that wait already.</summary>
    public IReadOnlyList<HeldEvent> Held { get; init; } = [];

    /// <summary>Events that waited and do no longer.</summary>
    public IReadOnlyList<long> Done { get; init; } = [];

    /// <summary>Events that waited and go on waiting, or are dead letters now.</summary>
    public IReadOnlyList<HeldEvent> Tried { get; init; } = [];

    public IReadOnlyList<DeliveryRow> Deliveries { get; init; } = [];

    /// <summary>Why it is not to be carried any more; null where it is.</summary>
    public string? Disabled { get; init; }

    /// <summary>Milliseconds since 1970-01-01T00:00Z.</summary>
    public long Now { get; init; }
}

/// <summary>
/// Webhooks as nodes carry them. A lease is timed by the database's clock alone: no two nodes' clocks have to agree.
/// Throws <see cref="Journal.Records.JournalUnavailableException"/> where the database does not answer.
/// </summary>
public interface IWebhookQueue
{
    /// <summary>Makes this holder's leases last for so long from now; those that have run out are not among them.
    /// </summary>
    ValueTask<IReadOnlyList<KeptLease>> Keep(string holder, TimeSpan length, CancellationToken cancel);

    /// <summary>Webhooks that are to be carried and nobody carries.</summary>
    ValueTask<IReadOnlyList<WebhookName>> Free(int limit, CancellationToken cancel);

    /// <summary>Takes one that nobody carries; null where somebody was quicker.</summary>
    ValueTask<KeptLease?> Take(WebhookName name, string holder, TimeSpan length, CancellationToken cancel);

    /// <summary>Lets go, so that another takes it at once.</summary>
    ValueTask Release(WebhookLease lease, CancellationToken cancel);

    /// <summary>The webhook, its cursor, and since when it fails; null where it is not there any more.</summary>
    ValueTask<(WebhookRow Row, string Cursor, long? FailingSince)?> Read(
        WebhookName name, CancellationToken cancel);

    ValueTask<WaitingEvents> Waiting(WebhookName name, CancellationToken cancel);

    /// <summary>False, and nothing kept, where the lease does not hold any more.</summary>
    ValueTask<bool> Commit(WebhookLease lease, WebhookProgress progress, CancellationToken cancel);
}
