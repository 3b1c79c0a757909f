using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansRisk.Grains.Placement;

/// <summary>
/// Reads the pool map before the silo becomes active, without which it does not start, and then every few seconds.
/// </summary>
internal sealed class PoolMapWatch(PoolMapCache pools, TimeProvider time, ILogger<PoolMapWatch> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PoolMapWatch), ServiceLifecycleStage.RuntimeInitialize, Start, _ => Stop());

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }

    private async Task Start(CancellationToken cancel)
    {
        await pools.Refresh(cancel);
        _watching = Task.Run(Watch, CancellationToken.None);
    }

    private async Task Stop()
    {
        await _stop.CancelAsync();
        await _watching;
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(Limits.PoolMapAge, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async ValueTask Refresh()
    {
        try
        {
            await pools.Refresh(_stop.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not OperationCanceledException)
        {
            PlacementLog.MapUnread(logger, pools.Current.Epoch, e);
        }
    }
}
