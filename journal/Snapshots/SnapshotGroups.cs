using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Snapshots;

/// <summary>
/// Collects snapshots and writes them in groups behind the turns. Nothing waits for it and nothing depends on it: where
/// it falls behind, snapshots are dropped.
/// </summary>
public sealed partial class SnapshotGroups : IAsyncDisposable
{
    private readonly Channel<Snapshot> _waiting = Channel.CreateBounded<Snapshot>(
        new BoundedChannelOptions(JournalLimits.SnapshotsWaitingMax)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
            SingleReader = true,
        });

    private readonly TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ISnapshots _snapshots;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    public SnapshotGroups(ISnapshots snapshots, ILogger logger, TimeProvider? time = null)
    {
        (_snapshots, _time, _logger) = (snapshots, time ?? TimeProvider.System, logger);
        _writing = Task.Run(WriteAll);
    }

    /// <summary>Takes a committed state to be written; may drop it.</summary>
    public void Offer(Snapshot snapshot) => _waiting.Writer.TryWrite(snapshot);

    /// <summary>
    /// Writes what is waiting, until it is written or the caller has waited enough; what is left over is dropped.
    /// </summary>
    public async ValueTask Finish(CancellationToken cancel)
    {
        Complete();
        try
        {
            await _writing.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            await _stop.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Complete();
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private void Complete()
    {
        _waiting.Writer.TryComplete();
        _hurry.TrySetResult();
    }

    private async Task WriteAll()
    {
        var group = new List<Snapshot>(JournalLimits.SnapshotsPerGroupMax);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                await Gather();
                while (_waiting.Reader.TryRead(out var snapshot))
                {
                    group.Add(snapshot);
                    if (group.Count == JournalLimits.SnapshotsPerGroupMax)
                    {
                        await Write(group);
                        group.Clear();
                    }
                }

                await Write(group);
                group.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; what was not written is read from the journal next time.
        }
    }

    /// <summary>Nobody waits for a snapshot, so a group takes its time to grow, unless the host stops.</summary>
    private async ValueTask Gather()
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny(Task.Delay(JournalLimits.SnapshotGroupDelay, _time, waited.Token), _hurry.Task);
        await waited.CancelAsync();
    }

    private async ValueTask Write(List<Snapshot> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            await _snapshots.Write(group, _stop.Token);
        }
        catch (JournalUnavailableException e)
        {
            LogNotWritten(_logger, group.Count, e.Message);
        }
    }
}
