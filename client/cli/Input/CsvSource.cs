using System.Runtime.CompilerServices;
using System.Text.Json;
using CsvHelper;
using OrleansRisk.Cli.Maps;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Cli.Input;

/// <summary>Rows of a CSV file with a header, read by a map.</summary>
internal sealed class CsvSource(Stream content, JsonElement map) : Source
{
    public override async IAsyncEnumerable<TransactionLine> Lines([EnumeratorCancellation] CancellationToken cancel =
        default)
    {
        await using var reader = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = CsvMap.Separator(map),
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = Limits.LineBytesMax,
            TrackLineNumbers = true,
        });
        await reader.ReadHeaderAsync(cancel);
        var bound = CsvMap.Bind(map, new Header([.. reader.Headers]));
        while (await reader.ReadAsync(cancel))
        {
            if (Transaction(bound, new Row(reader.Current.ToArray()), reader.LineNumber) is { } transaction)
            {
                Sending(reader.LineNumber);
                yield return TransactionLine.Of(transaction);
            }
        }
    }

    private TransactionBody? Transaction(CsvMap bound, Row row, long place)
    {
        try
        {
            return bound.Transaction(row);
        }
        catch (RowException wrong)
        {
            Refuse(ErrorCodes.ValueUnknown, place, wrong.Column, $"The column {wrong.Message}.");
            return null;
        }
    }
}
