using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Maps;

namespace OrleansRisk.Loads.Mapped;

/// <summary>The rows of one JSON document, read by a map; the document is held in memory whole.</summary>
internal sealed class JsonRows(Stream content, MapFile map) : MappedRows
{
    private protected override async IAsyncEnumerable<MappedRow> Each([EnumeratorCancellation] CancellationToken cancel)
    {
        var bound = map.Bind(out var paths);
        Told(bound, []);
        using var document = await Document(cancel);
        var place = 0L;
        foreach (var row in paths.Rows(document.RootElement))
        {
            yield return Read(bound, paths, row, ++place);
        }

        Empty = place == 0 ? paths.WhyNone(document.RootElement) : null;
    }

    private async Task<JsonDocument> Document(CancellationToken cancel)
    {
        try
        {
            var text = new BoundedStream(Text(content, map), Limits.DocumentBytesMax);
            return await JsonDocument.ParseAsync(text, default, cancel);
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFileException($"The input is not valid JSON at line {wrong.LineNumber + 1}.");
        }
    }
}
