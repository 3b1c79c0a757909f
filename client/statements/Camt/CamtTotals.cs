using System.Globalization;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Xml;

namespace OrleansRisk.Statements.Camt;

/// <summary>Counts and sums that a statement states of itself.</summary>
internal sealed record CamtTotals(int? Entries, decimal? Credits, decimal? Debits, Place Place)
{
    public static CamtTotals Of(XmlElement summary) => new(
        int.TryParse(summary.TextOf("TtlNtries", "NbOfNtries"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var entries) ? entries : null,
        Sum(summary, "TtlCdtNtries"), Sum(summary, "TtlDbtNtries"), summary.Place);

    public void Check(StatementBuilder file, StatementSection section)
    {
        var rows = section.Rows;
        if (Entries is { } entries && entries != rows.Count)
        {
            Find(file, section, $"The statement counts {entries} entries; there are {rows.Count}.");
        }

        Check(file, section, Credits, RowDirection.Credit);
        Check(file, section, Debits, RowDirection.Debit);
    }

    private void Check(StatementBuilder file, StatementSection section, decimal? stated, RowDirection direction)
    {
        if (stated is not { } total)
        {
            return;
        }

        var sum = section.Rows.Where(row => row.Direction == direction)
            .Aggregate(section.Account.Money(0, Place), static (all, row) => all + row.Amount);
        var money = section.Account.Money(decimal.Round(total, sum.Decimals), Place);
        if (money != sum)
        {
            Find(file, section, $"The statement states {money} of {direction} entries; they are {sum}.");
        }
    }

    private void Find(StatementBuilder file, StatementSection section, string message) =>
        file.Find(FindingCodes.TotalsDiffer, section.Account.Id, Place, message);

    private static decimal? Sum(XmlElement summary, string kind) =>
        decimal.TryParse(summary.TextOf(kind, "Sum"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var sum) && sum < 100_000_000_000_000m ? sum : null;
}
