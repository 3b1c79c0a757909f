using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Cli.Input;

/// <summary>Rows that a map makes transactions of.</summary>
internal abstract class MappedSource : Source
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Fields of a transaction that the map leaves out; known once the first row was read.</summary>
    public IReadOnlyList<string> Unmapped { get; private set; } = [];

    /// <summary>Columns of the file that the map does not read; known once the first row was read.</summary>
    public IReadOnlyList<string> Unused { get; private set; } = [];

    public static MappedSource Of(Stream content, MapFile map) => map.Format switch
    {
        RowsIn.Json => new JsonSource(content, map),
        RowsIn.Ndjson => new MappedNdjsonSource(content, map),
        _ => new CsvSource(content, map),
    };

    protected void Told(TransactionMap bound, IEnumerable<string> unused) =>
        (Unmapped, Unused) = ([.. bound.Unmapped], [.. unused]);

    protected static InputRow Read(TransactionMap bound, Columns columns, Row row, long place)
    {
        try
        {
            return InputRow.Sendable(place, TransactionLine.Of(bound.Transaction(row)));
        }
        catch (RowException wrong)
        {
            return InputRow.Refused(
                place, ErrorCodes.ValueUnknown, wrong.Column, $"The column {wrong.Message}.", Cells(columns, row));
        }
    }

    /// <summary>The row as it stands in the file, for whoever mends it.</summary>
    private static string Cells(Columns columns, Row row)
    {
        var cells = new JsonObject();
        foreach (var (name, cell) in columns.Named(row))
        {
            cells[name] = cell;
        }

        return cells.ToJsonString(Readable);
    }
}
