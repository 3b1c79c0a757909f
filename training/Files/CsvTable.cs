using System.Globalization;
using CsvHelper;

namespace OrleansRisk.Training.Files;

/// <summary>Rows of a CSV file by the names of its header; a value that does not read is named with its line.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly string _file;

    private CsvTable(string file, IReadOnlyList<string> headers)
    {
        _file = file;
        _columns = headers.Select((name, place) => (name, place)).ToDictionary(
            static column => column.name, static column => column.place, StringComparer.Ordinal);
    }

    public static async Task<IReadOnlyList<TRow>> Read<TRow>(string file, Func<CsvRow, TRow> read)
    {
        await using var content = File.OpenRead(file);
        await using var reader = CsvReader.Create(content, Strictly);
        await reader.ReadHeaderAsync();
        var table = new CsvTable(Path.GetFileName(file), [.. reader.Headers]);
        var rows = new List<TRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(new CsvRow(table, reader.Current.ToArray(), reader.LineNumber)));
        }

        return rows;
    }

    /// <summary>One row after the other, none of them kept.</summary>
    /// <param name="read">Told now and then which share of the file is read.</param>
    public static IEnumerable<TRow> Stream<TRow>(string file, Func<CsvRow, TRow> take, Action<double> read)
    {
        using var content = File.OpenRead(file);
        using var reader = CsvReader.Create(content, Strictly);
        reader.ReadHeader();
        var table = new CsvTable(Path.GetFileName(file), [.. reader.Headers]);
        for (var row = 0; reader.Read(); row++)
        {
            if (row % 1_000 == 0)
            {
                read(content.Position / (double)content.Length);
            }

            yield return take(new CsvRow(table, reader.Current.ToArray(), reader.LineNumber));
        }

        read(1);
    }

    /// <summary>Of each reader its own.</summary>
    private static CsvReaderOptions Strictly => new()
    {
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    public string Text(CsvRow row, string column) =>
        Find(row, column) ?? throw row.Wrong(column, "is not there");

    public string? Find(CsvRow row, string column) =>
        _columns.TryGetValue(column, out var place) && row.Values[place] is { Length: > 0 } text ? text : null;

    public InputException Wrong(long line, string column, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_file}, line {line}: the column {column} {what}."));
}

/// <summary>One row; money and numbers as they are written, with a point.</summary>
internal sealed record CsvRow(CsvTable Table, string[] Values, long Line)
{
    public string Text(string column) => Table.Text(this, column);

    public string? Find(string column) => Table.Find(this, column);

    public DateOnly Date(string column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date) ? date : throw Wrong(column, "is no date such as 1997-06-30");

    public decimal Decimal(string column) => FindDecimal(column) ?? throw Wrong(column, "is not there");

    public decimal? FindDecimal(string column) => Find(column) is not { } text ? null
        : decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value) ? value : throw Wrong(column, "is no number");

    public InputException Wrong(string column, string what) => Table.Wrong(Line, column, what);
}

/// <summary>A mistake in what was handed in; its message says where and what.</summary>
internal sealed class InputException(string message) : Exception(message);
