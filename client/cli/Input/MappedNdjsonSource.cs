using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Cli.Input;

/// <summary>One JSON document a line, each a row that a map reads.</summary>
internal sealed class MappedNdjsonSource(Stream content, MapFile map) : MappedSource
{
    public override async IAsyncEnumerable<InputRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var bound = map.Bind(out var paths);
        Told(bound, []);
        await foreach (var row in new NdjsonSource(content).Rows(cancel))
        {
            yield return row.Line is { } line ? Mapped(bound, paths, row.Place, line.Utf8) : row;
        }
    }

    private static InputRow Mapped(TransactionMap bound, JsonPaths paths, long place, ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(bound, paths, paths.Rows(document.RootElement).Single(), place);
        }
        catch (JsonException)
        {
            return InputRow.Refused(place, ErrorCodes.JsonInvalid, null, ErrorCodes.JsonInvalid.Sentence);
        }
    }
}
