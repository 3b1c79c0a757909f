using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Maps;

namespace OrleansRisk.Loads.Mapped;

/// <summary>The rows of one JSON document, read by a map; the document is held in memory whole.</summary>
internal sealed class JsonRows(Stream content, MapFile map) : MappedRows
{
    public override async IAsyncEnumerable<MappedRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var bound = map.Bind(out var paths);
        Told(bound, []);
        using var document = await Document(cancel);
        var place = 0L;
        foreach (var row in paths.Rows(document.RootElement))
        {
            yield return Read(bound, paths, row, ++place);
        }
    }

    private async Task<JsonDocument> Document(CancellationToken cancel)
    {
        try
        {
            return await JsonDocument.ParseAsync(new BoundedStream(content, Limits.DocumentBytesMax), default, cancel);
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFileException($"The input is not valid JSON at line {wrong.LineNumber + 1}.");
        }
    }
}
