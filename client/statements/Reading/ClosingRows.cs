using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Reading;

/// <summary>
/// The last booked row of a statement leaves its closing balance. So a bank that states balances of statements, and
/// none of rows, still shows later where a statement is missing.
/// </summary>
internal static class ClosingRows
{
    /// <summary>Gives that balance to the last row of each statement whose balances and rows agree.</summary>
    /// <param name="rows">Those of all statements, in their order.</param>
    public static List<StatementRow> Balance(List<StatementRow> rows, List<StatementSection> sections)
    {
        var end = 0;
        foreach (var section in sections)
        {
            end += section.Rows.Count;
            if (Agrees(section) && LastOf(section.Rows) is { } last)
            {
                var at = end - section.Rows.Count + last;
                rows[at] = rows[at] with { BalanceAfter = section.Closing!.Amount };
            }
        }

        return rows;
    }

    // Rows of a statement within the day come again, in another order, in that of the whole day.
    private static bool Agrees(StatementSection section) =>
        section is { Opening: { } opening, Closing: { } closing, IsIncomplete: false, IsInterim: false }
        && section.Rows.Where(static row => row.Status == RowStatus.Booked)
            .Aggregate(opening.Amount, static (sum, row) => sum + row.Signed) == closing.Amount;

    // Not if another row is of a later day, or has a time: in order of time that one would be the last.
    private static int? LastOf(List<StatementRow> rows)
    {
        var last = rows.FindLastIndex(static row => row.Status == RowStatus.Booked);
        return last >= 0 && rows[last].BalanceAfter is null
            && rows.TrueForAll(row => row.At is null && row.Day <= rows[last].Day) ? last : null;
    }
}
