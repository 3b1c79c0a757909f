using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Input;

/// <summary>
/// One JSON object a line; blank lines and a byte-order mark are passed over, the rest is the server's to judge.
/// </summary>
/// <param name="content">The lines.</param>
/// <param name="refuseSlips">Refuses lines with a field that looks misspelt; lines to be mapped have others.</param>
internal sealed class NdjsonSource(Stream content, bool refuseSlips = false) : Source
{
    private readonly PipeReader _reader =
        PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: Limits.ReadBytes));

    /// <summary>Looks at what comes first and takes nothing of it; throws if no line of it is a JSON object.</summary>
    public async Task Look(string name, CancellationToken cancel)
    {
        var read = await _reader.ReadAsync(cancel);
        var head = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Limits.ReadBytes)).ToArray();
        _reader.AdvanceTo(read.Buffer.Start);
        if (FirstLines.Fault(head, read.IsCompleted) is { } fault)
        {
            throw new UsageException($"Nothing was sent: {name} is not NDJSON. It seems to be {fault}.");
        }
    }

    public override async IAsyncEnumerable<InputRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var place = 1L; await Next(_reader, cancel) is { } line; place++)
        {
            var text = place == 1 && line.AsSpan().StartsWith("\uFEFF"u8) ? line.AsMemory(3) : line;
            if (text.Length > Limits.LineBytesMax)
            {
                yield return InputRow.Refused(
                    place, ErrorCodes.LineTooLong, null, ErrorCodes.LineTooLong.Sentence);
            }
            else if (!text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return refuseSlips && FieldNames.Slip(text.Span) is { } slip
                    ? Misspelt(place, text, slip)
                    : InputRow.Sendable(place, TransactionLine.FromJson(text));
            }
        }

        await _reader.CompleteAsync();
    }

    private static InputRow Misspelt(long place, ReadOnlyMemory<byte> text, (string Given, string Nearest) slip) =>
        InputRow.Refused(
            place, ErrorCodes.FieldUnknown, slip.Given,
            $"There is no field '{slip.Given}'; the nearest is '{slip.Nearest}'. --lenient sends it all the same.",
            System.Text.Encoding.UTF8.GetString(text.Span));

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
