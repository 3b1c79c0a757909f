using Orleans.Streams;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// One who watches: subscribed in the background, and no more once disposed, in whatever order they come.
/// </summary>
internal sealed class NotificationWatch(NotificationStreams streams, TenantId tenant, Action<CommitNotification> look)
    : IDisposable
{
    private readonly Lock _gate = new();
    private StreamSubscriptionHandle<byte[]>? _handle;
    private bool _over;

    public TenantId Tenant => tenant;

    public async Task Subscribe()
    {
        if (_over)
        {
            return;
        }

        var handle = await streams.Subscribe(tenant, Look);
        lock (_gate)
        {
            if (!_over)
            {
                _handle = handle;
                return;
            }
        }

        await handle.UnsubscribeAsync();
    }

    public void Dispose()
    {
        StreamSubscriptionHandle<byte[]>? handle;
        lock (_gate)
        {
            _over = true;
            (handle, _handle) = (_handle, null);
        }

        // Where that fails Orleans finds out by itself that nobody is there.
        _ = handle?.UnsubscribeAsync();
    }

    private void Look(CommitNotification notification)
    {
        if (!_over)
        {
            look(notification);
        }
    }
}
