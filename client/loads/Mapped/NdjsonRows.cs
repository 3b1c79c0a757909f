using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Loads.Mapped;

/// <summary>One JSON document a line, each a row that a map reads.</summary>
internal sealed class NdjsonRows(Stream content, MapFile map) : MappedRows
{
    private protected override async IAsyncEnumerable<MappedRow> Each([EnumeratorCancellation] CancellationToken cancel)
    {
        var bound = map.Bind(out var paths);
        Told(bound, []);
        await foreach (var (place, line) in JsonLines.Of(JsonLines.Reader(Text(content, map)), cancel))
        {
            yield return line is { } text ? Mapped(bound, paths, place, text)
                : Refused(place, ErrorCodes.LineTooLong);
        }
    }

    private static MappedRow Mapped(TransactionMap bound, JsonPaths paths, long place, ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(bound, paths, paths.Rows(document.RootElement).Single(), place);
        }
        catch (JsonException)
        {
            return Refused(place, ErrorCodes.JsonInvalid);
        }
    }

    private static MappedRow Refused(long place, ErrorCode code) =>
        new(place, null, new RowFault(code, null, code.Sentence));
}
