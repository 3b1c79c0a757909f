using System.Runtime.CompilerServices;
using CsvHelper;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Cli.Input;

/// <summary>Rows of a CSV file with a header, read by a map.</summary>
internal sealed class CsvSource(Stream content, MapFile map) : MappedSource
{
    public override async IAsyncEnumerable<InputRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var reader = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = map.Separator,
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
            yield return Read(bound, header, new Row(reader.Current.ToArray()), reader.LineNumber);
        }
    }
}
