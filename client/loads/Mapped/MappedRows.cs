using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Loads.Mapped;

/// <summary>Rows that a map makes transactions of.</summary>
public abstract class MappedRows
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private MapTextStream? _text;

    private protected MappedRows()
    {
    }

    /// <summary>Fields of a transaction that the map leaves out; known once the first row was read.</summary>
    public IReadOnlyList<string> Unmapped { get; private set; } = [];

    /// <summary>Columns of the file that the map does not read; known once the first row was read.</summary>
    public IReadOnlyList<string> Unused { get; private set; } = [];

    /// <summary>How the file's text is written; null as long as only ASCII was read.</summary>
    public string? Encoding => _text?.Encoding;

    /// <summary>Why no row was found; known at the end of a document without any.</summary>
    public string? Empty { get; private protected set; }

    public static MappedRows Of(Stream content, MapFile map) => map.Format switch
    {
        RowsIn.Json => new JsonRows(content, map),
        RowsIn.Ndjson => new NdjsonRows(content, map),
        _ => new CsvRows(content, map),
    };

    /// <summary>
    /// Every row, in the order of the file. Throws <see cref="UnreadableFileException"/>, <see cref="MapException"/>
    /// and what reading CSV throws.
    /// </summary>
    public async IAsyncEnumerable<MappedRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var rows = Each(cancel).GetAsyncEnumerator(cancel);
        while (await Next(rows))
        {
            yield return rows.Current;
        }
    }

    private protected abstract IAsyncEnumerable<MappedRow> Each(CancellationToken cancel);

    private protected MapTextStream Text(Stream content, MapFile map) => _text = map.Encoding.Utf8(content);

    private protected void Told(TransactionMap bound, IEnumerable<string> unused) =>
        (Unmapped, Unused) = ([.. bound.Unmapped], [.. unused]);

    private protected static MappedRow Read(TransactionMap bound, Columns columns, Row row, long place)
    {
        try
        {
            return new MappedRow(place, bound.Transaction(row), null);
        }
        catch (RowException wrong)
        {
            return new MappedRow(
                place, null, new RowFault(ErrorCodes.ValueUnknown, wrong.Column, $"The column {wrong.Message}."),
                Cells(columns, row));
        }
    }

    private static async ValueTask<bool> Next(IAsyncEnumerator<MappedRow> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (InvalidDataException wrong)
        {
            throw new UnreadableFileException(wrong.Message); // no text in the encoding
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
