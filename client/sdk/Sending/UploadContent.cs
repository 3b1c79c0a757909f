using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using OrleansRisk.Contract;

namespace OrleansRisk.Client.Sending;

/// <summary>
/// The upload half of a stream: first what has to be sent again, then the input as it comes. A line stands among the
/// sent ones before its first byte leaves, so that whatever may have reached the server is known.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private readonly IReadOnlyList<Pending> _again;
    private readonly ChannelReader<Pending[]> _input;
    private readonly ConcurrentQueue<Pending> _sent = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(Limits.UploadChunk);
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;
    private int _againSent;

    public UploadContent(IReadOnlyList<Pending> again, ChannelReader<Pending[]> input)
    {
        _again = again;
        _input = input;
        Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Ndjson);
    }

    /// <summary>Takes the oldest line that was sent and has no answer.</summary>
    public bool TryAnswer([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Pending? pending) =>
        _sent.TryDequeue(out pending);

    /// <summary>Takes no more input and ends the upload in good order.</summary>
    public void Stop() => _stopped.Cancel();

    /// <summary>
    /// Breaks the upload off if it still runs, and waits until it takes nothing from the input any more. What remains
    /// is owed an answer, in the order of the input: sent ones first, for the upload sends again before it takes anew.
    /// </summary>
    public async Task<List<Pending>> Close()
    {
        await _closed.CancelAsync();
        if (Interlocked.Exchange(ref _begun, 1) == 1)
        {
            await _over.Task;
        }

        return [.. _sent, .. _again.Skip(_againSent)];
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 1)
        {
            // The handler may try a request again on another connection; sending again is the sender's own business.
            throw new IOException("This upload is over.");
        }

        try
        {
            using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
            await Upload(stream, broken.Token);
        }
        finally
        {
            _over.SetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task Upload(Stream stream, CancellationToken broken)
    {
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(broken, _stopped.Token);
        while (_againSent < _again.Count)
        {
            var pending = _again[_againSent++];
            _sent.Enqueue(pending);
            await Write(stream, pending, broken);
        }

        while (await Available(stream, noMore.Token, broken))
        {
            while (!noMore.IsCancellationRequested && _input.TryRead(out var batch))
            {
                await Write(stream, batch, broken);
            }
        }

        await Flush(stream, broken);
    }

    private async ValueTask Write(Stream stream, Pending[] batch, CancellationToken broken)
    {
        // The batch is out of the input: should the upload break inside it, its lines are found among the sent.
        foreach (var pending in batch)
        {
            _sent.Enqueue(pending);
        }

        foreach (var pending in batch)
        {
            await Write(stream, pending, broken);
        }
    }

    private async ValueTask Write(Stream stream, Pending pending, CancellationToken broken)
    {
        pending.Attempts++;
        _buffer.Write(pending.Line.Utf8.Span);
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= Limits.UploadChunk)
        {
            await Flush(stream, broken);
        }
    }

    /// <summary>
    /// False once there is nothing more to send here; what is gathered leaves before anything is waited for.
    /// </summary>
    private async ValueTask<bool> Available(Stream stream, CancellationToken noMore, CancellationToken broken)
    {
        if (noMore.IsCancellationRequested)
        {
            return false;
        }

        var more = _input.WaitToReadAsync(noMore).AsTask();
        if (!more.IsCompleted)
        {
            await Flush(stream, broken);
        }

        try
        {
            return await more;
        }
        catch (OperationCanceledException) when (!broken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async ValueTask Flush(Stream stream, CancellationToken broken)
    {
        if (_buffer.WrittenCount > 0)
        {
            await stream.WriteAsync(_buffer.WrittenMemory, broken);
            _buffer.ResetWrittenCount();
        }

        await stream.FlushAsync(broken);
    }
}
