using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace OrleansRisk.Api.Http;

/// <summary>
/// Lets a client close its sending side and still read its answers. Kestrel takes that for a connection that is gone:
/// it aborts what it was about to send, and throws away what it has received and not read. A client that is really
/// gone is noticed anyway, by the next write or by the end of its upload.
/// </summary>
internal static class HalfClose
{
    public static ConnectionDelegate Allow(ConnectionDelegate next) => async connection =>
    {
        var transport = connection.Transport;
        using var closed = new CancellationTokenSource();
        connection.ConnectionClosed = closed.Token;
        connection.Transport = new Duplex(new ReceivedFirst(transport.Input), transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
            await closed.CancelAsync();
        }
    };

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Says that the input has ended only once what was received before the end has been looked at.</summary>
    private sealed class ReceivedFirst(PipeReader inner) : PipeReader
    {
        private ReadOnlySequence<byte> _shown;
        private long _leftAtTheEnd = -1;
        private bool _hidden;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            Show(await inner.ReadAsync(cancellationToken));

        public override bool TryRead(out ReadResult result)
        {
            var read = inner.TryRead(out result);
            result = read ? Show(result) : result;
            return read;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            // Only who has looked at everything and left some of it waits for more, and is told that nothing comes.
            var wantsMore = _hidden && _shown.Slice(examined).IsEmpty;
            _leftAtTheEnd = wantsMore ? _shown.Slice(consumed).Length : -1;
            _shown = default;
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        private ReadResult Show(ReadResult result)
        {
            _shown = result.Buffer;
            _hidden = result.IsCompleted && !result.Buffer.IsEmpty && result.Buffer.Length != _leftAtTheEnd;
            return _hidden ? new ReadResult(result.Buffer, result.IsCanceled, isCompleted: false) : result;
        }
    }
}
