using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Csv;

/// <summary>CSV as banks export it: a preamble, a line of column names, rows, totals.</summary>
internal static class CsvFormat
{
    public static Statement Read(string text, StatementBuilder file)
    {
        var table = CsvTable.Read(text);
        var preamble = CsvPreamble.Read(table.Preamble);
        RefuseTwins(table.Header);
        var style = CsvStyle.Find(table, preamble, file);
        var rows = new CsvRows(table, preamble, style, CsvSigns.Find(table, style, file), file);
        foreach (var row in table.Rows)
        {
            file.Row(() => rows.Add(row), rows.Section);
        }

        rows.Finish();
        return file.Finish(StatementFormat.Csv);
    }

    private static void RefuseTwins(CsvHeader header)
    {
        foreach (var role in new[] { ColumnRole.Amount, ColumnRole.Debit, ColumnRole.Credit, ColumnRole.Day })
        {
            // The first column that a bank calls by the very word is meant: "Amount" before "Billing amount".
            _ = header.Of(role);
        }
    }
}
