using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>No webhooks at all, and none may be made.</summary>
internal sealed class SilentWebhooks : IWebhookStore, IWebhookQueue, ITenantSeal
{
    public ValueTask<bool> Add(TenantId tenant, WebhookRow row, string cursor, CancellationToken cancel) => new(false);

    public ValueTask<(WebhookRow Row, WebhookStanding Standing)?> Find(
        TenantId tenant, string id, CancellationToken cancel) => default;

    public ValueTask<IReadOnlyList<(WebhookRow Row, WebhookStanding Standing)>> All(
        TenantId tenant, CancellationToken cancel) => new([]);

    public ValueTask<bool> Change(TenantId tenant, WebhookRow row, CancellationToken cancel) => new(false);

    public ValueTask Enable(
        TenantId tenant, string id, bool enabled, string cursor, long now, CancellationToken cancel) => default;

    public ValueTask<bool> Delete(TenantId tenant, string id, CancellationToken cancel) => new(false);

    public ValueTask<IReadOnlyList<DeliveryRow>> Deliveries(
        TenantId tenant, string id, long before, int limit, CancellationToken cancel) => new([]);

    public ValueTask Log(TenantId tenant, string id, DeliveryRow delivery, CancellationToken cancel) => default;

    public ValueTask<IReadOnlyList<HeldEvent>> DeadLetters(
        TenantId tenant, string id, long after, int limit, CancellationToken cancel) => new([]);

    public ValueTask<int> Replay(
        TenantId tenant, string id, IReadOnlyList<string>? events, long now, CancellationToken cancel) => new(0);

    public ValueTask<IReadOnlyList<KeptLease>> Keep(string holder, TimeSpan length, CancellationToken cancel) =>
        new([]);

    public ValueTask<IReadOnlyList<WebhookName>> Free(int limit, CancellationToken cancel) => new([]);

    public ValueTask<KeptLease?> Take(
        WebhookName name, string holder, TimeSpan length, CancellationToken cancel) => default;

    public ValueTask Release(WebhookLease lease, CancellationToken cancel) => default;

    public ValueTask<(WebhookRow Row, string Cursor, long? FailingSince)?> Read(
        WebhookName name, CancellationToken cancel) => default;

    public ValueTask<WaitingEvents> Waiting(WebhookName name, CancellationToken cancel) =>
        new(new WaitingEvents([], 0, 0));

    public ValueTask<bool> Commit(WebhookLease lease, WebhookProgress progress, CancellationToken cancel) => new(false);

    public ValueTask<byte[]> Seal(
        TenantId tenant, SealedKind kind, UInt128 name, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        new(content.ToArray());

    public ValueTask<byte[]> Open(
        TenantId tenant, SealedKind kind, UInt128 name, ReadOnlyMemory<byte> blob, CancellationToken cancel) =>
        new(blob.ToArray());
}
