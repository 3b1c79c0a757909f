using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace OrleansRisk.Loads.Mapped;

/// <summary>Lines of text that each hold one JSON value; blank lines and a byte-order mark are passed over.</summary>
public static class JsonLines
{
    public static PipeReader Reader(Stream content) =>
        PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: Limits.ReadBytes));

    /// <summary>Each line with its number, from 1; null for one that is longer than is read.</summary>
    public static async IAsyncEnumerable<(long Place, ReadOnlyMemory<byte>? Line)> Of(
        PipeReader reader, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        for (var place = 1L; await Next(reader, cancel) is { } line; place++)
        {
            var text = place == 1 && line.AsSpan().StartsWith("\uFEFF"u8) ? line.AsMemory(3) : line;
            if (text.Length > Limits.LineBytesMax)
            {
                yield return (place, null);
            }
            else if (!text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return (place, text);
            }
        }

        await reader.CompleteAsync();
    }

    /// <summary>
    /// The next line without its line feed; of one that is too long, only as much as shows that it is.
    /// </summary>
    private static async ValueTask<byte[]?> Next(PipeReader reader, CancellationToken cancel)
    {
        byte[]? tooLong = null;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } feed)
            {
                var line = tooLong ?? buffer.Slice(0, feed).ToArray();
                reader.AdvanceTo(buffer.GetPosition(1, feed));
                return line;
            }

            if (read.IsCompleted)
            {
                var rest = tooLong ?? (buffer.IsEmpty ? null : buffer.ToArray());
                reader.AdvanceTo(buffer.End);
                return rest;
            }

            if (tooLong is not null || buffer.Length > Limits.LineBytesMax)
            {
                tooLong ??= buffer.Slice(0, Limits.LineBytesMax + 1L).ToArray();
                reader.AdvanceTo(buffer.End);
                continue;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
