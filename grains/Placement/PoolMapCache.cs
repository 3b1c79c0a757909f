using Microsoft.Extensions.Logging;

namespace OrleansRisk.Grains.Placement;

/// <summary>
/// The map in memory. It moves forward only; whoever meets a higher epoch reads it again before deciding anything,
/// one reading at a time.
/// </summary>
internal sealed class PoolMapCache(IPoolMapSource source, ILogger<PoolMapCache> logger) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private volatile PoolMap _current = PoolMap.Empty;

    public PoolMap Current => _current;

    /// <summary>
    /// Reads the map where the one in memory is older than this epoch; false where it could not be had.
    /// </summary>
    public async ValueTask<bool> Reach(long epoch)
    {
        if (_current.Epoch >= epoch)
        {
            return true;
        }

        await ReadUpTo(epoch);
        return _current.Epoch >= epoch;
    }

    private async ValueTask ReadUpTo(long epoch)
    {
        await _reading.WaitAsync();
        try
        {
            if (_current.Epoch < epoch)
            {
                await Read();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            PlacementLog.MapUnread(logger, epoch, e);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads the map whatever is in memory; throws where it cannot be had.</summary>
    public async ValueTask Refresh(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            await Read(cancel);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async ValueTask Read(CancellationToken cancel = default)
    {
        var read = await source.Read(cancel);
        if (read.Epoch < _current.Epoch)
        {
            return;
        }

        var isNew = read.Epoch > _current.Epoch;
        _current = read; // of the same epoch too: addresses may have been added to it
        if (isNew)
        {
            PlacementLog.MapRead(logger, read.Epoch, read.Places.Count);
        }
    }
}
