using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Csv;

/// <summary>Which way the money goes in a file: by a sign, by a column, or by two columns.</summary>
/// <param name="Direction">The column that names the direction; -1 without one.</param>
/// <param name="PositiveIsDebit">Whether the balances show that positive amounts leave the account.</param>
/// <param name="DebitsAreNegative">Whether a column of debits has a minus at each of them.</param>
internal sealed record CsvSigns(int Direction, bool PositiveIsDebit, bool DebitsAreNegative)
{
    public static CsvSigns Find(CsvTable table, CsvStyle style, StatementBuilder file)
    {
        var header = table.Header;
        if (header.Has(ColumnRole.Debit) || header.Has(ColumnRole.Credit))
        {
            var debits = Amounts(table, ColumnRole.Debit, style).ToList();
            return new CsvSigns(-1, false, debits.Count > 0 && debits.TrueForAll(static debit => debit <= 0));
        }

        if (DirectionColumn(table) is >= 0 and var direction)
        {
            return new CsvSigns(direction, false, false);
        }

        var amounts = Amounts(table, ColumnRole.Amount, style).ToList();
        if (FromBalances(table, style) is { } shown)
        {
            if (shown)
            {
                file.Find(FindingCodes.DirectionAssumed, null, Place.AtLine(header.Record.Line),
                    "The balances fall by positive amounts: they were read as debits.");
            }

            return new CsvSigns(-1, shown, false);
        }

        if (amounts.Count > 0 && !Signed(table, style))
        {
            throw RefusedException.File(RefusalCodes.NoDirection,
                Place.AtLine(header.Record.Line, header.Of(ColumnRole.Amount) + 1));
        }

        return new CsvSigns(-1, false, false);
    }

    private static int DirectionColumn(CsvTable table)
    {
        foreach (var at in table.Header.All(ColumnRole.Direction))
        {
            var words = table.Rows.Select(row => row.Cell(at)).Where(static cell => cell.Length > 0).ToList();
            var known = words.Count(static word => DirectionWords.Of(word) is not null);
            if (known > 0 && known * 2 > words.Count)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool Signed(CsvTable table, CsvStyle style)
    {
        var at = table.Header.Of(ColumnRole.Amount);
        return table.Rows.Any(row => AmountText.Read(row.Cell(at), style.Amounts) is { Signed: true });
    }

    private static IEnumerable<decimal> Amounts(CsvTable table, ColumnRole role, CsvStyle style)
    {
        var at = table.Header.Of(role);
        return at < 0 ? [] : table.Rows.Select(row => AmountText.Read(row.Cell(at), style.Amounts)?.Value)
            .Where(static value => value is not null and not 0).Select(static value => value!.Value);
    }

    // Null if there are no balances, or they show neither.
    private static bool? FromBalances(CsvTable table, CsvStyle style)
    {
        var (amountAt, balanceAt) = (table.Header.Of(ColumnRole.Amount), table.Header.Of(ColumnRole.Balance));
        if (balanceAt < 0)
        {
            return null;
        }

        var (adds, takes) = (0, 0);
        (decimal Amount, decimal Balance)? before = null;
        foreach (var row in table.Rows)
        {
            if (AmountText.Read(row.Cell(amountAt), style.Amounts) is not { } amount
                || AmountText.Read(row.Cell(balanceAt), style.Amounts) is not { } balance)
            {
                continue;
            }

            if (before is { } last)
            {
                var step = balance.Value - last.Balance;
                adds += step == amount.Value || -step == last.Amount ? 1 : 0;
                takes += step == -amount.Value || step == last.Amount ? 1 : 0;
            }

            before = (amount.Value, balance.Value);
        }

        return adds == takes ? null : takes > adds;
    }
}
