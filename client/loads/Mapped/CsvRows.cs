using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Loads.Mapped;

/// <summary>Rows of a CSV file with a header, read by a map.</summary>
internal sealed class CsvRows(Stream content, MapFile map) : MappedRows
{
    public override async IAsyncEnumerable<MappedRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var text = map.Encoding.Utf8(content);
        var lines = new LinesBefore(text);
        var skipped = await Guarded(() => lines.Pass(map, cancel));
        await using var reader = CsvReader.Create(lines, new CsvReaderOptions
        {
            Separator = map.Separator,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = Limits.LineBytesMax,
            TrackLineNumbers = true,
        });
        await Guarded(async () => await reader.ReadHeaderAsync(cancel));
        var header = new Header([.. reader.Headers]);
        var bound = map.Bind(header);
        Told(bound, header.Unused);
        while (await Guarded(async () => await reader.ReadAsync(cancel)))
        {
            yield return Read(bound, header, new Row(reader.Current.ToArray()), reader.LineNumber + skipped);
        }
    }

    // What is no text in the map's encoding must not be sent as question marks.
    private async Task<T> Guarded<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFileException(
                $"The file is not {map.Encoding.Name}. Is it windows-1252 or utf-16? State \"encoding\" in the map.");
        }
    }

    private Task<bool> Guarded(Func<Task> read) => Guarded(async () =>
    {
        await read();
        return true;
    });
}
