using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Webhooks;

/// <summary>Webhooks as their tenants see them: nothing here reaches another tenant's.</summary>
public interface IWebhookStore
{
    /// <summary>False where the tenant has as many as there may be.</summary>
    /// <param name="cursor">Where it begins.</param>
    ValueTask<bool> Add(TenantId tenant, WebhookRow row, string cursor, CancellationToken cancel);

    ValueTask<(WebhookRow Row, WebhookStanding Standing)?> Find(TenantId tenant, string id, CancellationToken cancel);

    /// <summary>Oldest first.</summary>
    ValueTask<IReadOnlyList<(WebhookRow Row, WebhookStanding Standing)>> All(
        TenantId tenant, CancellationToken cancel);

    /// <summary>False unless the version kept is one less than the row's.</summary>
    ValueTask<bool> Change(TenantId tenant, WebhookRow row, CancellationToken cancel);

    /// <summary>
    /// Carried from now on, or not. Where it was not carried before, what waits gets its whole time again; and where
    /// its cursor had expired it begins at the one given.
    /// </summary>
    ValueTask Enable(
        TenantId tenant, string id, bool enabled, string cursor, long now, CancellationToken cancel);

    /// <summary>False where it is not there. What waits goes with it.</summary>
    ValueTask<bool> Delete(TenantId tenant, string id, CancellationToken cancel);

    /// <summary>The newest attempts first, before a place in the log.</summary>
    ValueTask<IReadOnlyList<DeliveryRow>> Deliveries(
        TenantId tenant, string id, long before, int limit, CancellationToken cancel);

    /// <summary>Adds an attempt that was made by hand.</summary>
    ValueTask Log(TenantId tenant, string id, DeliveryRow delivery, CancellationToken cancel);

    /// <summary>The oldest first, after a place among them.</summary>
    ValueTask<IReadOnlyList<HeldEvent>> DeadLetters(
        TenantId tenant, string id, long after, int limit, CancellationToken cancel);

    /// <summary>
    /// Has dead letters sent again, under their own ids; all of them where none is named. Returns how many.
    /// </summary>
    ValueTask<int> Replay(
        TenantId tenant, string id, IReadOnlyList<string>? events, long now, CancellationToken cancel);
}
