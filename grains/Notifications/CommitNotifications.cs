using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// Publishes what this silo commits, the newest of each tenant and not more often than readers could look, and
/// subscribes for those who watch. Never in the way of a commit: what cannot be published is left out.
/// </summary>
internal sealed class CommitNotifications(
    NotificationStreams streams, GrainMetrics metrics, TimeProvider time, ILogger<CommitNotifications> log)
    : ICommitNotifications, ICommitted, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly ConcurrentDictionary<TenantId, CommitNotification> _fresh = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task _publishing = Task.CompletedTask;
    private int _disposed;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(CommitNotifications), ServiceLifecycleStage.Active, Start, _ => Stop());

    public void Committed(CommittedGroup group)
    {
        foreach (var record in group.Records)
        {
            _fresh[record.Tenant] = new CommitNotification(record.Tenant, group.Writer, group.Number);
        }

        _wake.Writer.TryWrite(true);
    }

    public IDisposable Watch(TenantId tenant, Action<CommitNotification> look)
    {
        var watch = new NotificationWatch(streams, tenant, look);
        _ = Hear(watch);
        return watch;
    }

    /// <summary>A second time does nothing: the container knows it by three names and takes down each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await Stop();
        _stop.Dispose();
    }

    private Task Start(CancellationToken cancel)
    {
        _publishing = Task.Run(Publish, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task Stop()
    {
        await _stop.CancelAsync();
        await _publishing;
    }

    private async Task Hear(NotificationWatch watch)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await watch.Subscribe();
                return;
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                NotificationsLog.NotHeard(log, watch.Tenant.Value, trouble);
            }

            await Task.Delay(Limits.NotificationsHeardAgain, time, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Publish()
    {
        try
        {
            while (await _wake.Reader.WaitToReadAsync(_stop.Token))
            {
                _wake.Reader.TryRead(out _);
                foreach (var tenant in _fresh.Keys.Take(Limits.NotificationsPerRound))
                {
                    await Publish(tenant);
                }

                await Task.Delay(Limits.NotificationSpacing, time, _stop.Token);
                if (!_fresh.IsEmpty)
                {
                    _wake.Writer.TryWrite(true);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task Publish(TenantId tenant)
    {
        if (!_fresh.TryRemove(tenant, out var notification))
        {
            return;
        }

        try
        {
            await streams.Publish(notification);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            metrics.NotificationFailed();
            NotificationsLog.NotPublished(log, tenant.Value, trouble);
        }
    }
}
