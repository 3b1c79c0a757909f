using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Csv;

/// <summary>How one CSV file writes amounts, days and currencies: found once, from all its rows.</summary>
/// <param name="Amounts">Its marks.</param>
/// <param name="Days">The order of day and month.</param>
/// <param name="Currency">The one currency that the file states outside its rows; null if it states none.</param>
internal sealed record CsvStyle(AmountStyle Amounts, DayOrder Days, string? Currency)
{
    private static readonly ColumnRole[] Money =
        [ColumnRole.Amount, ColumnRole.Debit, ColumnRole.Credit, ColumnRole.Balance];

    private static readonly string[] InLakh = ["INR", "PKR", "BDT", "NPR", "LKR"];

    public static CsvStyle Find(CsvTable table, CsvPreamble preamble, StatementBuilder file)
    {
        var header = table.Header;
        var (amounts, days) = (new AmountEvidence(), new DayEvidence());
        string? seen = null;
        var day = Day(header);
        var money = Money.SelectMany(header.All).ToList();
        var rowCurrency = header.Has(ColumnRole.Currency) ? header.Of(ColumnRole.Currency) : -1;
        foreach (var row in table.Rows)
        {
            days.See(row.Cell(day), Place.AtLine(row.Line, day + 1));
            foreach (var at in money)
            {
                amounts.See(row.Cell(at), Place.AtLine(row.Line, at + 1));
                seen ??= AmountText.Read(row.Cell(at), new AmountStyle('.', ',', true))?.Currency;
            }

            seen ??= rowCurrency >= 0 ? Currencies.OfMark(row.Cell(rowCurrency).Trim()) : null;
        }

        var named = money.Select(at => ColumnNames.CurrencyOf(header.Record.Cells[at])).FirstOrDefault(
            static code => code is not null);
        var currency = named ?? preamble.Currency ?? seen ?? file.Options.Currency;
        var (order, assumed) = days.Order(file.Options.DayFirst, currency);
        if (assumed)
        {
            file.Find(FindingCodes.DatesAssumed, null, Place.AtLine(header.Record.Line, day + 1),
                order == DayOrder.DayFirst ? $"03/11 was read as 3 November, because of {currency}."
                    : $"03/11 was read as March 11, because of {currency}.");
        }

        return new CsvStyle(
            amounts.Style(file.Options.DecimalMark, table.Separator == ';', InLakh.Contains(currency)), order,
            named ?? preamble.Currency ?? (rowCurrency >= 0 ? null : seen));
    }

    public static int Day(CsvHeader header) =>
        header.Has(ColumnRole.Day) ? header.Of(ColumnRole.Day) : header.Of(ColumnRole.ValueDay);
}
