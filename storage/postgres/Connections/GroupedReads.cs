using System.Threading.Channels;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Postgres.Connections;

/// <summary>
/// Coalesces concurrent reads: while one statement is under way the next requests gather, and go together. Nobody
/// waits for a group to fill. Bounded: beyond the queue a request is refused at once.
/// </summary>
internal sealed class GroupedReads<TRequest, TAnswer> : IAsyncDisposable
{
    private readonly Channel<Waiting> _queue;
    private readonly Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TAnswer>>> _read;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _workers;
    private readonly int _groupMax;

    public GroupedReads(
        int workers, int groupMax, int waitingMax,
        Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TAnswer>>> read)
    {
        (_groupMax, _read) = (groupMax, read);
        _queue = Channel.CreateBounded<Waiting>(
            new BoundedChannelOptions(waitingMax) { FullMode = BoundedChannelFullMode.Wait });
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(Work))];
    }

    public async ValueTask<TAnswer> Ask(TRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var waiting = new Waiting(request, cancel);
        if (!_queue.Writer.TryWrite(waiting))
        {
            throw new JournalUnavailableException("Too many reads of the journal are waiting.");
        }

        return await waiting.Answer.Task.WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
        while (_queue.Reader.TryRead(out var left))
        {
            left.Answer.TrySetException(new JournalUnavailableException("The journal's reader is closing."));
        }

        _stop.Dispose();
    }

    private async Task Work()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stop.Token))
            {
                await Answer(Gather());
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // closing
        }
    }

    private List<Waiting> Gather()
    {
        var group = new List<Waiting>();
        while (group.Count < _groupMax && _queue.Reader.TryRead(out var waiting))
        {
            if (!waiting.Cancel.IsCancellationRequested)
            {
                group.Add(waiting);
            }
        }

        return group;
    }

    private async Task Answer(List<Waiting> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            var answers = await _read([.. group.Select(waiting => waiting.Request)], _stop.Token);
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Answer.TrySetResult(answers[i]);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever it was, it belongs to those who wait; the worker goes on for the others.
            foreach (var waiting in group)
            {
                waiting.Answer.TrySetException(failure);
            }
        }
    }

    private sealed record Waiting(TRequest Request, CancellationToken Cancel)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
