using OrleansRisk.Contract.Transactions;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Reading;

/// <summary>
/// Ids of rows that have none, or that share one: those of <see cref="GeneratedIds"/>, which a map gives such a row
/// too.
/// </summary>
internal static class RowIds
{
    public static List<StatementRow> Give(StatementBuilder file, string account, List<StatementRow> rows)
    {
        var shared = Shared(file, account, rows);
        var generated = new GeneratedIds();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.IdFrom == IdOrigin.Generated || shared.Contains((row.Id, row.Status)))
            {
                rows[i] = row with { Id = Of(generated, account, row), IdFrom = IdOrigin.Generated };
            }
        }

        return rows;
    }

    private static string Of(GeneratedIds generated, string account, StatementRow row)
    {
        var text = row.Text ?? row.Counterparty ?? "";
        return generated.Of(
            account, row.Day ?? default, row.Amount.Text,
            row.Direction == RowDirection.Debit ? Directions.Debit : Directions.Credit,
            row.IdFrom == IdOrigin.File ? $"{text} {row.Id}" : text,
            row.Status == RowStatus.Booked ? Statuses.Booked : row.Status.ToString());
    }

    // A provider's id that stands for different rows is none. Rows that are equal in everything keep it: whoever
    // takes them takes the second for a resend.
    private static HashSet<(string, RowStatus)> Shared(
        StatementBuilder file, string account, List<StatementRow> rows)
    {
        var first = new Dictionary<(string, RowStatus), StatementRow>();
        var shared = new HashSet<(string, RowStatus)>();
        foreach (var row in rows.Where(static row => row.IdFrom == IdOrigin.File))
        {
            if (first.TryAdd((row.Id, row.Status), row))
            {
                continue;
            }

            if (row with { Place = Place.File } == first[(row.Id, row.Status)] with { Place = Place.File })
            {
                file.Find(FindingCodes.RowRepeated, account, row.Place, "The row is in the file twice, with its id.");
            }
            else if (shared.Add((row.Id, row.Status)))
            {
                file.Find(FindingCodes.IdShared, account, row.Place,
                    "Another row has this id and other content; both were given generated ids.");
            }
        }

        return shared;
    }
}
