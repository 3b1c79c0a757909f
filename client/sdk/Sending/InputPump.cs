using System.Threading.Channels;

namespace OrleansRisk.Client.Sending;

/// <summary>
/// Takes lines from the caller's input, as many as may be unanswered and no more. It outlives the streams: a stream
/// that is cut while the input is being waited for must not lose the line that comes.
/// </summary>
internal sealed class InputPump : IAsyncDisposable
{
    private readonly Channel<Pending[]> _ready;
    private readonly List<Pending> _batch = new(Limits.InputBatch);
    private readonly SendWindow _window;
    private readonly CancellationTokenSource _stopped;
    private readonly Task _pumping;
    private readonly TimeProvider _time;
    private Exception? _failure;

    public InputPump(IAsyncEnumerable<TransactionLine> input, int inFlightMax, TimeProvider time,
        CancellationToken cancel)
    {
        _time = time;
        _window = new SendWindow(inFlightMax, time);
        // Every batch holds a line, so there are never more batches than lines: writing to it never waits.
        _ready = Channel.CreateBounded<Pending[]>(new BoundedChannelOptions(inFlightMax) { SingleWriter = true });
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _pumping = Task.Run(() => Pump(input, _stopped.Token), CancellationToken.None);
    }

    /// <summary>Lines to send, as many together as the input gave without a pause.</summary>
    public ChannelReader<Pending[]> Ready => _ready.Reader;

    /// <summary>Lines that may be without an answer.</summary>
    public int Window => _window.Settled;

    /// <summary>The input has ended and nothing of it waits here any more.</summary>
    public bool Done => _ready.Reader.Completion.IsCompleted;

    /// <summary>A line got its answer, so another may be taken.</summary>
    public void Answered() => _window.Answered();

    /// <summary>Throws what the input threw, once everything before it has been answered.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        try
        {
            await _pumping.WaitAsync(Limits.InputStopMax, _time);
        }
        catch (TimeoutException)
        {
            // An input that cannot be cancelled (a terminal, say) must not hold up who wants to leave.
        }
    }

    private async Task Pump(IAsyncEnumerable<TransactionLine> input, CancellationToken cancel)
    {
        try
        {
            await using var lines = input.GetAsyncEnumerator(cancel);
            var room = 0;
            for (var number = 1L; ; number++)
            {
                // The input is asked only once there is room: a line that was taken is a line that is owed an answer.
                if (room == 0 && (room = _window.TryTake()) == 0)
                {
                    await HandOver(cancel);
                    room = await _window.Take(cancel);
                }

                if (!await Next(lines, cancel))
                {
                    break;
                }

                room--;
                _batch.Add(new Pending(number, lines.Current));
                if (_batch.Count == Limits.InputBatch)
                {
                    await HandOver(cancel);
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            _failure = failure;
        }
        catch (OperationCanceledException)
        {
            // The sender has gone; nobody waits for the rest.
        }
        finally
        {
            if (_batch.Count > 0)
            {
                _ready.Writer.TryWrite([.. _batch]); // what came before the end, or before it failed
            }

            _ready.Writer.Complete();
        }
    }

    /// <summary>The input's next line; what was gathered is handed over before it is waited for.</summary>
    private async ValueTask<bool> Next(IAsyncEnumerator<TransactionLine> lines, CancellationToken cancel)
    {
        var next = lines.MoveNextAsync();
        if (!next.IsCompleted)
        {
            await HandOver(cancel);
        }

        return await next;
    }

    private async ValueTask HandOver(CancellationToken cancel)
    {
        if (_batch.Count > 0)
        {
            await _ready.Writer.WriteAsync([.. _batch], cancel);
            _batch.Clear();
        }
    }
}
