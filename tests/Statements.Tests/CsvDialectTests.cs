using System.Globalization;
using System.Text;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>One drawn table in drawn dialects: however a bank writes it, rows and ids are the same.</summary>
public sealed class CsvDialectTests
{
    private const int Draws = 400;

    private static readonly ReadOptions Known = new() { Account = "A-1", Currency = "EUR" };

    [Fact]
    public void Read_AnyDialectOfADrawnTable_GivesItsRowsAndOneSetOfIds()
    {
        for (var seed = 1; seed <= Draws; seed++)
        {
            var random = new Random(seed);
            var rows = Drawn(random);
            var (first, second) = (Dialect.Drawn(random), Dialect.Drawn(random));
            var read = Read(first.Write(rows), seed);
            Assert.Equal(
                rows.Select(static row => (row.Day, row.Cents, row.Text)),
                read.Select(static row => (row.Day!.Value, row.Signed.Minor, row.Text!)));
            Assert.Equal(read.Select(static row => row.Id).Order(), Read(second.Write(rows), seed)
                .Select(static row => row.Id).Order());
        }
    }

    private static IReadOnlyList<StatementRow> Read(byte[] file, int seed)
    {
        var result = StatementReader.Read(file, Known);
        Assert.True(result is StatementResult.Read { Statement.RefusedRowCount: 0 },
            $"seed {seed}: {Rendered.Of(result)}\n{Encoding.UTF8.GetString(file)}");
        var statement = ((StatementResult.Read)result).Statement;
        Assert.DoesNotContain(
            statement.Findings, static finding => finding.Code is "balance_chain_broken" or "sum_differs");
        return Assert.Single(statement.Accounts).Rows;
    }

    // Days are far enough apart that day and month cannot be taken for each other.
    private static List<(DateOnly Day, long Cents, string Text)> Drawn(Random random)
    {
        string[] texts = ["RENT", "Bäcker Müller", "ACME; payroll", "shop, corner", "say \"hello\"", "ATM 1.234,56"];
        var day = new DateOnly(2026, 1, 13);
        var rows = new List<(DateOnly Day, long Cents, string Text)>();
        for (var count = random.Next(3, 30); count > 0; count--)
        {
            day = day.AddDays(random.Next(0, 3));
            var cents = random.Next(1, 900_000) * (random.Next(2) == 0 ? -1L : 1L);
            rows.Add((day, cents, texts[random.Next(texts.Length)]));
        }

        // Both directions are there, whatever was drawn, and a day that is no month.
        rows.Add((day.AddDays(1), -12_345, "RENT"));
        rows.Add((day.AddDays(2), 234_567, "ACME; payroll"));
        rows.Add((new DateOnly(2026, 12, 28), -1, "last"));
        return rows;
    }

    /// <summary>How a bank writes its tables.</summary>
    private sealed record Dialect(
        char Separator, char Decimal, string Thousands, string Days, int Amounts, bool Balance, bool NewestFirst,
        bool Preamble, bool Total, string LineEnd, Encoding Encoding)
    {
        public static Dialect Drawn(Random random)
        {
            var point = random.Next(2) == 0 ? '.' : ',';
            return new Dialect(
                ",;\t|"[random.Next(4)], point,
                random.Next(3) switch { 0 => "", 1 => point == '.' ? "," : ".", _ => " " },
                One(random, "dd/MM/yyyy", "MM/dd/yyyy", "yyyy-MM-dd", "dd.MM.yy", "dd MMM yyyy", "yyyyMMdd"),
                random.Next(4), random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0,
                One(random, "\n", "\r\n", "\r"),
                One(random, new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Latin1, Encoding.Unicode));
        }

        private static T One<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

        public byte[] Write(List<(DateOnly Day, long Cents, string Text)> rows)
        {
            var lines = new List<string>();
            if (Preamble)
            {
                lines.AddRange(["Account statement", Cells("Period", "2026"), ""]);
            }

            string[] columns = Amounts switch
            {
                0 => ["Date", "Description", "Amount"],
                1 => ["Buchungstag", "Verwendungszweck", "Soll", "Haben"],
                2 => ["Tarikh", "Butiran", "Jumlah", "DR/CR"],
                _ => ["Datum", "Omschrijving", "Af Bij", "Bedrag"],
            };
            lines.Add(Cells(Balance ? [.. columns, "Balance"] : columns));
            var balance = 10_000_000L;
            var written = new List<string>();
            foreach (var (day, cents, text) in rows)
            {
                balance += cents;
                var cells = Row(day.ToString(Days, CultureInfo.InvariantCulture), cents, text);
                written.Add(Cells(Balance ? [.. cells, Money(balance)] : cells));
            }

            if (NewestFirst)
            {
                written.Reverse();
            }

            lines.AddRange(written);
            if (Total)
            {
                lines.Add(Cells("Total", "", "", "1.00"));
            }

            var content = string.Join(LineEnd, lines) + LineEnd;
            return [.. Encoding.GetPreamble(), .. Encoding.GetBytes(content)];
        }

        private string[] Row(string day, long cents, string text) => Amounts switch
        {
            0 => [day, text, Money(cents)],
            1 => [day, text, cents < 0 ? Money(-cents) : "", cents < 0 ? "" : Money(cents)],
            2 => [day, text, Money(Math.Abs(cents)), cents < 0 ? "DR" : "CR"],
            _ => [day, text, cents < 0 ? "Af" : "Bij", Money(Math.Abs(cents))],
        };

        private string Money(long cents)
        {
            var whole = Math.Abs(cents / 100).ToString("N0", CultureInfo.InvariantCulture)
                .Replace(",", Thousands, StringComparison.Ordinal);
            return $"{(cents < 0 ? "-" : "")}{whole}{Decimal}{Math.Abs(cents % 100):D2}";
        }

        private string Cells(params string[] cells) => string.Join(Separator, cells.Select(cell =>
            cell.Contains(Separator, StringComparison.Ordinal) || cell.Contains('"', StringComparison.Ordinal)
                ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell));
    }
}
