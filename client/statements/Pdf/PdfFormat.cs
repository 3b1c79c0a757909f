using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Pdf;

/// <summary>Statements on paper, as a PDF with text: a table by the positions of its words.</summary>
internal static class PdfFormat
{
    public static Statement Read(ReadOnlyMemory<byte> bytes, StatementBuilder file)
    {
        var lines = PdfPages.Lines(bytes);
        var template = PdfTemplate.Of(string.Join('\n', lines.Take(400).Select(static line => line.Text)));
        var facts = PdfFacts.Of(lines, template);
        var tables = Tables(lines, template);
        if (tables.Count == 0)
        {
            throw RefusedException.File(RefusalCodes.UnknownPdf, lines[0].Place);
        }

        PdfTrust.Look(bytes, lines, file);
        facts = facts with { Currency = facts.Currency ?? tables[0].Columns.Currency };
        var account = file.Account(facts.Account, AccountScheme.Number, facts.Currency, lines[0].Place);
        account.Bank = template.Bank;
        var rows = new PdfRows(template, facts, Order(lines, tables, template, facts, file), account, file);
        foreach (var (columns, from, to) in tables)
        {
            for (var i = from; i < to; i++)
            {
                var line = lines[i];
                file.Row(() => rows.See(line, columns), account.Current);
            }
        }

        rows.Finish();
        return file.Finish(StatementFormat.Pdf, template.Name);
    }

    // A table goes on until the next header, mostly that of the next page.
    private static List<(PdfColumns Columns, int From, int To)> Tables(List<PdfLine> lines, PdfTemplate template)
    {
        var tables = new List<(PdfColumns Columns, int From, int To)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (PdfColumns.At(lines, i, template) is { } found)
            {
                if (tables.Count > 0)
                {
                    tables[^1] = tables[^1] with { To = i };
                }

                tables.Add((found.Columns, i + found.Lines, lines.Count));
                i += found.Lines - 1;
            }
        }

        return tables;
    }

    private static DayOrder Order(
        List<PdfLine> lines, List<(PdfColumns Columns, int From, int To)> tables, PdfTemplate template, PdfFacts facts,
        StatementBuilder file)
    {
        var days = new DayEvidence();
        foreach (var line in tables.SelectMany(table => lines[table.From..table.To]))
        {
            days.See(line.Words[0].Text, line.Place);
        }

        var (order, assumed) = days.Order(
            file.Options.DayFirst ?? template.DayFirst, facts.Currency ?? file.Options.Currency);
        if (assumed)
        {
            file.Find(FindingCodes.DatesAssumed, null, lines[tables[0].From - 1].Place,
                order == DayOrder.DayFirst ? "03/11 was read as 3 November." : "03/11 was read as March 11.");
        }

        return order;
    }
}
