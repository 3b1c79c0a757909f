using System.Threading.Channels;

namespace OrleansRisk.Client.Sending;

/// <summary>
/// Takes lines from the caller's input, as many as may be unanswered and no more. It outlives the streams: a stream
/// that is cut while the input is being waited for must not lose the line that comes.
/// </summary>
internal sealed class InputPump : IAsyncDisposable
{
    private readonly Channel<Pending> _ready;
    private readonly SemaphoreSlim _free;
    private readonly CancellationTokenSource _stopped;
    private readonly Task _pumping;
    private readonly TimeProvider _time;
    private Exception? _failure;

    public InputPump(IAsyncEnumerable<TransactionLine> input, int inFlightMax, TimeProvider time,
        CancellationToken cancel)
    {
        _time = time;
        _ready = Channel.CreateBounded<Pending>(new BoundedChannelOptions(Math.Min(Limits.ReadAhead, inFlightMax))
        {
            SingleWriter = true,
        });
        _free = new SemaphoreSlim(inFlightMax, inFlightMax);
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _pumping = Task.Run(() => Pump(input, _stopped.Token), CancellationToken.None);
    }

    public ChannelReader<Pending> Ready => _ready.Reader;

    /// <summary>The input has ended and nothing of it waits here any more.</summary>
    public bool Done => _ready.Reader.Completion.IsCompleted;

    /// <summary>A line got its answer, so another may be taken.</summary>
    public void Answered() => _free.Release();

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

    /// <summary>
    /// Asks the input only once there is room: a line that was taken is a line that is owed an answer.
    /// </summary>
    private async ValueTask<bool> Next(IAsyncEnumerator<TransactionLine> lines, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        return await lines.MoveNextAsync();
    }

    private async Task Pump(IAsyncEnumerable<TransactionLine> input, CancellationToken cancel)
    {
        try
        {
            await using var lines = input.GetAsyncEnumerator(cancel);
            for (var number = 1L; await Next(lines, cancel); number++)
            {
                await _ready.Writer.WriteAsync(new Pending(number, lines.Current), cancel);
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
            _ready.Writer.Complete();
        }
    }
}
