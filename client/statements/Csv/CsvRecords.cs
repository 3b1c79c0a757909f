using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Csv;

/// <summary>Splits a text into records and cells (RFC 4180), whatever its line ends.</summary>
internal static class CsvRecords
{
    public static IEnumerable<CsvRecord> Read(string text, char separator, int line = 1, int start = 0)
    {
        var at = start;
        while (at < text.Length)
        {
            var first = line;
            var cells = new List<string>();
            do
            {
                cells.Add(Cell(text, separator, ref at, ref line));
                if (cells.Count > Limits.ColumnsMax)
                {
                    throw RefusedException.File(RefusalCodes.TooLarge, Place.AtLine(first),
                        $"The record has more than {Limits.ColumnsMax} cells.");
                }
            }
            while (Passes(text, separator, ref at));

            PassLineEnd(text, ref at, ref line);
            yield return new CsvRecord([.. cells], first);
        }
    }

    private static bool Passes(string text, char separator, ref int at)
    {
        if (at < text.Length && text[at] == separator)
        {
            at++;
            return true;
        }

        return false;
    }

    private static void PassLineEnd(string text, ref int at, ref int line)
    {
        if (at < text.Length)
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            line++;
        }
    }

    private static string Cell(string text, char separator, ref int at, ref int line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var start = at;
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            {
                at++;
            }

            return at - start <= Limits.CellLettersMax ? text[start..at]
                : throw RefusedException.File(RefusalCodes.TooLarge, Place.AtLine(line), "A cell is too long.");
        }

        return Quoted(text, separator, ref at, ref line);
    }

    private static string Quoted(string text, char separator, ref int at, ref int line)
    {
        var (cell, first) = (new StringBuilder(), line);
        at++;
        while (true)
        {
            if (at >= text.Length || cell.Length > Limits.CellLettersMax)
            {
                throw RefusedException.File(RefusalCodes.Malformed, Place.AtLine(first),
                    "A quote that opens in this line does not close.", "Close the quote, or double it inside a cell.");
            }

            var letter = text[at++];
            if (letter != '"')
            {
                line += letter == '\n' || (letter == '\r' && (at >= text.Length || text[at] != '\n')) ? 1 : 0;
                cell.Append(letter);
            }
            else if (at < text.Length && text[at] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                break;
            }
        }

        // What stands between the closing quote and the separator belongs to the cell, as spreadsheets have it.
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            cell.Append(text[at++]);
        }

        return cell.ToString();
    }
}
