using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Loads.Mapped;

namespace OrleansRisk.Cli.Input;

/// <summary>
/// One JSON object a line; blank lines and a byte-order mark are passed over, the rest is the server's to judge.
/// </summary>
/// <param name="content">The lines.</param>
/// <param name="refuseSlips">Refuses lines with a field that looks misspelt.</param>
internal sealed class NdjsonSource(Stream content, bool refuseSlips = false) : Source
{
    private readonly PipeReader _reader = JsonLines.Reader(content);

    /// <summary>Looks at what comes first and takes nothing of it; throws if no line of it is a JSON object.</summary>
    public async Task Look(string name, CancellationToken cancel)
    {
        var read = await _reader.ReadAsync(cancel);
        var head = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, OrleansRisk.Loads.Limits.ReadBytes)).ToArray();
        _reader.AdvanceTo(read.Buffer.Start);
        if (FirstLines.Fault(head, read.IsCompleted) is { } fault)
        {
            throw new UsageException($"Nothing was sent: {name} is not NDJSON. It seems to be {fault}.");
        }
    }

    public override async IAsyncEnumerable<InputRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var (place, line) in JsonLines.Of(_reader, cancel))
        {
            yield return line is not { } text
                ? InputRow.Refused(place, ErrorCodes.LineTooLong, null, ErrorCodes.LineTooLong.Sentence)
                : refuseSlips && FieldNames.Slip(text.Span) is { } slip ? Misspelt(place, text, slip)
                : InputRow.Sendable(place, TransactionLine.FromJson(text));
        }
    }

    private static InputRow Misspelt(long place, ReadOnlyMemory<byte> text, (string Given, string Nearest) slip) =>
        InputRow.Refused(
            place, ErrorCodes.FieldUnknown, slip.Given,
            $"There is no field '{slip.Given}'; the nearest is '{slip.Nearest}'. --lenient sends it all the same.",
            System.Text.Encoding.UTF8.GetString(text.Span));
}
