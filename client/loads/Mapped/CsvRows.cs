using System.Runtime.CompilerServices;
using CsvHelper;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Loads.Mapped;

/// <summary>Rows of a CSV file with a header, read by a map.</summary>
internal sealed class CsvRows(Stream content, MapFile map) : MappedRows
{
    private protected override async IAsyncEnumerable<MappedRow> Each([EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = new LinesBefore(Text(content, map));
        var (skipped, separator) = await lines.Pass(map, cancel);
        await using var reader = CsvReader.Create(lines, new CsvReaderOptions
        {
            Separator = separator,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = Limits.LineBytesMax,
            TrackLineNumbers = true,
        });
        await reader.ReadHeaderAsync(cancel);
        var header = new Header([.. reader.Headers]);
        var bound = map.Bind(header);
        Told(bound, header.Unused);
        while (await reader.ReadAsync(cancel))
        {
            var (cells, place) = (reader.Current.ToArray(), reader.LineNumber + skipped);
            // Cells beyond the last column are read by nothing; if one of them is filled, the others are shifted.
            yield return cells.Skip(reader.Headers.Count).All(string.IsNullOrWhiteSpace)
                ? Read(bound, header, new Row(cells), place)
                : new MappedRow(place, null, new RowFault(ErrorCodes.ValueUnknown, null,
                    "The row has more cells than the file has columns: is a text with a separator in it not quoted?"));
        }
    }
}
