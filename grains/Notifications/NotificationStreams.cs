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
/// and subscribes, and every item carries the system's token, looked at by whoever takes it.
/// </summary>
internal sealed class NotificationStreams(
    IClusterClient client, CallTokenIssuer tokens, CallTokenVerifier verifier, PoolHome home, GrainMetrics metrics)
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "hints";

    private const string Namespace = "commits";

    /// <summary>Beginning of a stream's name, under which Orleans keeps its subscribers; the tenant follows.</summary>
    public const string Prefix = $"{Provider}/{Namespace}/";

    /// <summary>What the token of whoever subscribes is for.</summary>
    public const string Watch = "Commits.Watch";

    public static StreamId IdOf(TenantId tenant) => StreamId.Create(Namespace, GrainKey.Of(tenant).ToString());

    /// <summary>Nothing where the tenant is not at home here: whoever serves it publishes.</summary>
    public async Task Publish(CommitNotification notification)
    {
        if (!home.Has(notification.Tenant))
        {
            metrics.NotificationRefused(CallTokenFault.NotPermitted);
            return;
        }

        var token = tokens.IssueSystem(notification.Tenant, NotificationItem.Purpose(notification));
        await Of(notification.Tenant).OnNextAsync(NotificationItem.Write(notification, token));
        metrics.NotificationPublished();
    }

    /// <summary>Throws where the tenant is not at home here.</summary>
    public async Task<StreamSubscriptionHandle<byte[]>> Subscribe(TenantId tenant, Action<CommitNotification> look)
    {
        if (!home.Has(tenant))
        {
            throw new UnauthorizedAccessException($"Tenant {tenant.Value} is not at home here.");
        }

        RequestContext.Set(CallTokenIssuer.Header, tokens.IssueSystem(tenant, Watch));
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
            RequestContext.Remove(CallTokenIssuer.Header);
        }
    }

    /// <summary>What is refused is counted and not answered: a stream has no caller who would hear it.</summary>
    private void Take(TenantId tenant, byte[]? item, Action<CommitNotification> look)
    {
        var fault =
            !NotificationItem.TryRead(tenant, item, out var notification, out var token) ? CallTokenFault.Missing
            : !home.Has(tenant) ? CallTokenFault.NotPermitted
            : verifier.CheckSystem(tenant, NotificationItem.Purpose(notification), token);
        if (fault != CallTokenFault.None)
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
