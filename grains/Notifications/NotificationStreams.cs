using Orleans.Runtime;
using Orleans.Streams;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// The one way to a tenant's stream of notifications: the tenant stands in the stream's id, only its own pool publishes
/// and subscribes, and every item carries the system's capsule, looked at by whoever takes it.
/// </summary>
internal sealed class NotificationStreams(
    IClusterClient client, CapsuleIssuer capsules, CapsuleVerifier verifier, PoolHome home, GrainMetrics metrics)
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "hints";

    private const string Namespace = "commits";

    /// <summary>Beginning of a stream's name, under which Orleans keeps its subscribers; the tenant follows.</summary>
    public const string Prefix = $"{Provider}/{Namespace}/";

    /// <summary>What the capsule of whoever subscribes is for.</summary>
    public const string Watch = "Commits.Watch";

    public static StreamId IdOf(TenantId tenant) => StreamId.Create(Namespace, GrainKey.Of(tenant).ToString());

    /// <summary>Nothing where the tenant is not at home here: whoever serves it publishes.</summary>
    public async Task Publish(CommitNotification notification)
    {
        if (!home.Has(notification.Tenant))
        {
            metrics.NotificationRefused(CapsuleFault.NotPermitted);
            return;
        }

        var capsule = capsules.IssueSystem(notification.Tenant, NotificationItem.Purpose(notification));
        await Of(notification.Tenant).OnNextAsync(NotificationItem.Write(notification, capsule));
        metrics.NotificationPublished();
    }

    /// <summary>Throws where the tenant is not at home here.</summary>
    public async Task<StreamSubscriptionHandle<byte[]>> Subscribe(TenantId tenant, Action<CommitNotification> look)
    {
        if (!home.Has(tenant))
        {
            throw new UnauthorizedAccessException($"Tenant {tenant.Value} is not at home here.");
        }

        RequestContext.Set(CapsuleIssuer.Header, capsules.IssueSystem(tenant, Watch));
        try
        {
            return await Of(tenant).SubscribeAsync((item, _) =>
            {
                Take(tenant, item, look);
                return Task.CompletedTask;
            });
        }
        finally
        {
            RequestContext.Remove(CapsuleIssuer.Header);
        }
    }

    /// <summary>What is refused is counted and not answered: a stream has no caller who would hear it.</summary>
    private void Take(TenantId tenant, byte[]? item, Action<CommitNotification> look)
    {
        var fault =
            !NotificationItem.TryRead(tenant, item, out var notification, out var capsule) ? CapsuleFault.Missing
            : !home.Has(tenant) ? CapsuleFault.NotPermitted
            : verifier.CheckSystem(tenant, NotificationItem.Purpose(notification), capsule);
        if (fault != CapsuleFault.None)
        {
            metrics.NotificationRefused(fault);
            return;
        }

        metrics.NotificationTaken();
        look(notification);
    }

    private IAsyncStream<byte[]> Of(TenantId tenant) =>
        client.GetStreamProvider(Provider).GetStream<byte[]>(IdOf(tenant));
}
