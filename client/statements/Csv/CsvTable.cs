using System.Globalization;
using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Csv;

/// <summary>A CSV file cut into what stands before its columns are named, that record, and the rows.</summary>
internal sealed record CsvTable(
    char Separator, IReadOnlyList<CsvRecord> Preamble, CsvHeader Header, IReadOnlyList<CsvRecord> Rows)
{
    private const string Separators = ",;\t|";

    /// <summary>Whether it looks like a table at all: what recognition asks before it gives up.</summary>
    public static bool LooksLikeOne(string text) => text.AsSpan().IndexOfAny(Separators) >= 0;

    public static CsvTable Read(string text)
    {
        var (stated, line, start) = StatedSeparator(text);
        var found = (stated is { } only ? only.ToString() : Separators)
            .Select(separator => Found(text, separator, line, start))
            .Where(static found => found.Header is not null)
            .MaxBy(static found => found.Header!.Suffices ? 1_000 + found.Header.Known : found.Header.Known);
        if (found.Header is not { Suffices: true } header)
        {
            throw RefusedException.File(RefusalCodes.NoHeader, Place.AtLine(found.Header?.Record.Line ?? 1),
                Missing(found.Header));
        }

        var records = CsvRecords.Read(text, found.Separator, line, start).ToList();
        var at = records.FindIndex(record => record.Line == header.Record.Line);
        return new CsvTable(found.Separator, records[..at], header,
            [.. records.Skip(at + 1).Where(static record => !record.IsBlank)]);
    }

    /// <summary>Whether a column holds 1, 2, 3 …: numbers that count the rows of this export and name none.</summary>
    public bool CountsItsRows(int at)
    {
        var ids = Rows.Select(row => row.Cell(at).Trim()).Where(static cell => cell.Length > 0).ToList();
        return ids.Count > 1 && Enumerable.Range(0, ids.Count).All(i =>
            ids[i] == (i + 1).ToString(CultureInfo.InvariantCulture)
            || ids[i] == (ids.Count - i).ToString(CultureInfo.InvariantCulture));
    }

    private static string Missing(CsvHeader? header) => header is not { Known: > 0 }
        ? "No line names columns that are known. Is there a line of column names, and is the separator , ; | or a tab?"
        : $"The columns are '{string.Join("', '", header.Record.Cells.Take(20).Select(Name))}': "
            + "a day and an amount, or debit and credit, are not among them.";

    // What has digits may be a customer's, and then the line names no columns.
    private static string Name(string cell) => cell.Any(char.IsDigit) ? "…" : cell.Trim();

    // "sep=;" is how a spreadsheet is made to read a file.
    private static (char? Separator, int Line, int Start) StatedSeparator(string text)
    {
        if (!text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || text.Length < 5)
        {
            return (null, 1, 0);
        }

        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var start = end < 0 ? text.Length : end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
        return (text[4], 2, start);
    }

    private static (char Separator, CsvHeader? Header) Found(string text, char separator, int line, int start)
    {
        CsvHeader? best = null;
        try
        {
            foreach (var record in CsvRecords.Read(text, separator, line, start).Take(Limits.PreambleRecordsMax))
            {
                var header = CsvHeader.Of(record);
                if (header.Suffices && record.Cells.Length > 1)
                {
                    return (separator, header);
                }

                best = best is null || header.Known > best.Known ? header : best;
            }
        }
        catch (RefusedException) when (best is not null)
        {
            // Cut by the wrong separator, quotes need not close; the right one decides.
        }

        return (separator, best);
    }
}
