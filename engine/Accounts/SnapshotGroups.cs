using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Snapshots;

namespace OrleansRisk.Engine.Accounts;

/// <summary>
/// Collects snapshots and writes them in groups behind the turns. Nothing waits for it and nothing depends on it: where it
/// falls behind, snapshots are dropped.
/// </summary>
public sealed class SnapshotGroups : IAsyncDisposable
{
    private readonly Channel<Snapshot> _waiting = Channel.CreateBounded<Snapshot>(
        new BoundedChannelOptions(Limits.SnapshotsWaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly ISnapshots _snapshots;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    public SnapshotGroups(ISnapshots snapshots, ILogger logger)
    {
        (_snapshots, _logger) = (snapshots, logger);
        _writing = Task.Run(WriteAll);
    }

    /// <summary>Takes a committed state to be written; may drop it.</summary>
    public void Offer(Snapshot snapshot) => _waiting.Writer.TryWrite(snapshot);

    /// <summary>Writes what is waiting, until it is written or the caller has waited enough; what is left over is dropped.</summary>
    public async ValueTask Finish(CancellationToken cancel)
    {
        _waiting.Writer.TryComplete();
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
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private async Task WriteAll()
    {
        var group = new List<Snapshot>(Limits.SnapshotsPerGroupMax);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                while (group.Count < Limits.SnapshotsPerGroupMax && _waiting.Reader.TryRead(out var snapshot))
                {
                    group.Add(snapshot);
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

    private async ValueTask Write(List<Snapshot> group)
    {
        try
        {
            await _snapshots.Write(group, _stop.Token);
        }
        catch (JournalUnavailableException e)
        {
            AccountLog.SnapshotsNotWritten(_logger, group.Count, e.Message);
        }
    }
}
