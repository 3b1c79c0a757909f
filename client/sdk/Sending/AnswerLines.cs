using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client.Sending;

/// <summary>Reads answer lines from a response as they come.</summary>
internal sealed class AnswerLines(Stream stream) : IAsyncDisposable
{
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 65_536));

    /// <summary>Null where the response ends; a last line without its line feed was cut off and is not one.</summary>
    public async ValueTask<AnswerLine?> Next(CancellationToken cancel)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancel);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } feed)
            {
                var line = Parse(buffer.Slice(0, feed));
                _reader.AdvanceTo(buffer.GetPosition(1, feed));
                return line;
            }

            if (read.IsCompleted)
            {
                return null;
            }

            if (buffer.Length > Limits.AnswerBytesMax)
            {
                throw new IOException($"An answer line is longer than {Limits.AnswerBytesMax} bytes.");
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public ValueTask DisposeAsync() => _reader.CompleteAsync();

    private static AnswerLine Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            return AnswerLine.Parse(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        }
        catch (JsonException wrong)
        {
            throw new IOException("An answer line is not of the contract.", wrong);
        }
    }
}
