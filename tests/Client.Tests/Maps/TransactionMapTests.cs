using System.Text;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Client.Tests.Maps;

public sealed class TransactionMapTests
{
    private const string Plain =
        """ "id": "id", "account": "id", "currency": { "constant": "MYR" }, "at": { "column": "id" } """;

    [Theory]
    // header             row          rule                                                                     
    // amount      direction
    [InlineData("a", "55.71", """{"column":"a","direction":"debit"}""",
        "55.71", "debit")]
    [InlineData("a", "-55.71", """{"column":"a","direction":"debit"}""",
        "55.71", "credit")]
    [InlineData("a", "12", """{"column":"a","positive":"credit"}""",
        "12", "credit")]
    [InlineData("a", "-12", """{"column":"a","positive":"credit"}""",
        "12", "debit")]
    [InlineData("a", "12-", """{"column":"a","positive":"credit"}""",
        "12", "debit")]
    [InlineData("a", "(12.00)", """{"column":"a","positive":"credit"}""",
        "12.00", "debit")]
    [InlineData("a", "+1 000,50", """{"column":"a","positive":"credit","decimal":",","thousands":" "}""",
        "1000.50", "credit")]
    [InlineData("a", "1,234.5", """{"column":"a","positive":"debit","thousands":","}""",
        "1234.5", "debit")]
    [InlineData("a", ".50", """{"column":"a","positive":"debit"}""",
        "0.50", "debit")]
    [InlineData("a", "12.00CR", """{"column":"a","positive":"debit"}""",
        "12.00", "credit")]
    [InlineData("a", "RM 1,250.00 DR", """{"column":"a","positive":"credit","thousands":","}""",
        "1250.00", "debit")]
    [InlineData("a", "$12.00", """{"column":"a","positive":"debit"}""",
        "12.00", "debit")]
    [InlineData("a", "-0.00", """{"column":"a","positive":"debit"}""",
        "0.00", "debit")]
    [InlineData("a", "12,34,567.00", """{"column":"a","positive":"credit","thousands":",","lakh":true}""",
        "1234567.00", "credit")]
    [InlineData("a", "(3.10)", """{"column":"a","positive":"debit"}""",
        "3.10", "credit")]
    [InlineData("a", "RM 3.10", """{"column":"a","positive":"debit"}""",
        "3.10", "debit")]
    [InlineData("a", "1\u00A0234,50", """{"column":"a","positive":"credit","decimal":",","thousands":" "}""",
        "1234.50", "credit")]
    [InlineData("a", "1’234.50", """{"column":"a","positive":"credit","thousands":"'"}""",
        "1234.50", "credit")]
    [InlineData("a", "-1,250", """{"column":"a","positive":"credit","thousands":",","minor":true}""",
        "12.50", "debit")]
    [InlineData("a", "5", """{"column":"a","positive":"credit","minor":true}""",
        "0.05", "credit")]
    [InlineData("a", "48.2542", """{"column":"a","positive":"debit","round":true}""",
        "48.25", "debit")]
    [InlineData("a", "12.345", """{"column":"a","positive":"debit","round":true}""",
        "12.34", "debit")]
    [InlineData("a", "12.5", """{"column":"a","positive":"debit","round":true}""",
        "12.5", "debit")]
    [InlineData("a|t", "9|DR",
        """{"column":"a","direction":{"column":"t","debit":["DR"],"credit":"CR"}}""", "9", "debit")]
    [InlineData("a|t", "-9|cr",
        """{"column":"a","direction":{"column":"t","debit":"DR","credit":"CR"}}""", "9", "credit")]
    [InlineData("out|in", "7.10|", """{"debit":"out","credit":"in"}""",
        "7.10", "debit")]
    [InlineData("out|in", "0.00|7.10", """{"debit":"out","credit":"in"}""",
        "7.10", "credit")]
    public void Amount_EveryRule_GivesUnsignedTextAndDirection(string header, string row, string rule, string amount,
        string direction)
    {
        var read = Read(Plain, rule, "id|" + header, "2026-05-04T09:30:00Z|" + row);

        Assert.Equal((amount, direction), (read.Amount, read.Direction));
    }

    [Theory]
    [InlineData("a", "", """{"column":"a","direction":"debit"}""", "a")]
    [InlineData("a", "1e5", """{"column":"a","direction":"debit"}""", "a")]
    [InlineData("a", "12.3.4", """{"column":"a","direction":"debit"}""", "a")]
    [InlineData("a", "12.", """{"column":"a","direction":"debit"}""", "a")]
    [InlineData("a", "12,34", """{"column":"a","direction":"debit","thousands":","}""", "a")]
    [InlineData("a", "1,2,3.40", """{"column":"a","direction":"debit","thousands":","}""", "a")]
    [InlineData("a", "1234,567.00", """{"column":"a","direction":"debit","thousands":","}""", "a")]
    [InlineData("a", "12.50", """{"column":"a","direction":"debit","minor":true}""", "a")]
    [InlineData("a", "NaN", """{"column":"a","direction":"debit"}""", "a")]
    [InlineData("a|t", "9|XX", """{"column":"a","direction":{"column":"t","debit":["DR"],"credit":"CR"}}""", "t")]
    [InlineData("out|in", "|", """{"debit":"out","credit":"in"}""", "out, in")]
    [InlineData("out|in", "1|2", """{"debit":"out","credit":"in"}""", "out, in")]
    public void Amount_Unreadable_NamesTheColumnAndNeverTheValue(string header, string row, string rule, string column)
    {
        var refused = Assert.Throws<RowException>(() => Read(Plain, rule, "id|" + header, "2026-05-04T09:30:00Z|"
            + row));

        Assert.Equal(column, refused.Column);
        Assert.DoesNotContain("1e5", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"column":"t"}""", "2026-05-04T09:30:00+08:00", "2026-05-04T09:30:00+08:00")]
    [InlineData("""{"column":"t","pattern":"dd/MM/yyyy HH:mm","zone":"Asia/Kuala_Lumpur"}""", "04/05/2026 09:30",
        "2026-05-04T09:30:00+08:00")]
    [InlineData("""{"column":"t","pattern":["yyyyMMdd","dd-MM-yyyy"],"zone":"Europe/London"}""", "04-07-2026",
        "2026-07-04T00:00:00+01:00")]
    [InlineData("""{"column":"t","pattern":"yyyy-MM-dd HH:mm:ss zzz"}""", "2026-05-04 09:30:00 -05:00",
        "2026-05-04T09:30:00-05:00")]
    public void At_EveryPattern_GivesTheMomentWithItsOffset(string field, string cell, string expected)
    {
        var fields = $$""" "id": "id", "account": "id", "currency": { "constant": "MYR" }, "at": {{field}} """;

        var read = Read(fields, """{"column":"a","direction":"debit"}""", "id|a|t", $"T-1|1|{cell}");

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), read.At);
        Assert.Equal(expected[^6..], read.At!.Value.ToString("zzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(""" "b" """, "", "-120.50", "-120.50")]
    [InlineData(""" "b" """, "", "120.50DR", "-120.50")]
    [InlineData(""" { "column": "b" } """, "", "", null)]
    [InlineData(""" { "column": "b", "direction": { "column": "s", "debit": ["DR", "D"], "credit": "CR" } } """, "",
        "120.50|dr", "-120.50")]
    [InlineData(""" { "column": "b", "direction": { "column": "s", "debit": ["DR", "D"], "credit": "CR" } } """, "",
        "120.50|CR", "120.50")]
    [InlineData(""" { "column": "b", "direction": { "column": "s", "debit": ["DR", "D"], "credit": "CR" } } """, "",
        "-0.00|D", "0.00")]
    [InlineData(""" { "column": "b", "direction": { "column": "s", "debit": "D", "credit": "C" } } """,
        ",\"minor\":true", "12050|D", "-120.50")]
    public void Balance_EveryWayToSign_IsSignedAsTheContractHasIt(
        string field, string more, string cells, string? expected)
    {
        var read = Read($"{Plain}, \"balance\": {field}", $$"""{"column":"a","direction":"debit"{{more}}}""",
            "id|a|b|s", "2026-05-04T09:30:00Z|1|" + cells);

        Assert.Equal(expected, read.Balance);
    }

    [Theory]
    [InlineData("JPY", "1250", "1250")]
    [InlineData("KWD", "1250", "1.250")]
    [InlineData("USD", "0", "0.00")]
    [InlineData("CLF", "1250", "0.1250")]
    public void MinorUnits_OfEveryCurrency_AreInItsOwnUnit(string currency, string cell, string expected)
    {
        var fields = Plain.Replace("MYR", currency, StringComparison.Ordinal);

        var read = Read(fields, """{"column":"a","direction":"debit","minor":true}""", "id|a",
            "2026-05-04T09:30:00Z|" + cell);

        Assert.Equal(expected, read.Amount);
    }

    [Theory]
    [InlineData("usd", "currency")]
    [InlineData("US", "a")]
    public void Currency_ThatIsNone_IsRefusedByItsColumn(string currency, string column)
    {
        var fields = Plain.Replace("MYR", currency, StringComparison.Ordinal);

        var refused = Assert.Throws<RowException>(() => Read(
            fields, """{"column":"a","direction":"debit","minor":true}""", "id|a", "2026-05-04T09:30:00Z|1"));

        Assert.Equal(column, refused.Column);
    }

    [Fact]
    public void Fields_ConstantsValuesAndLength_AreApplied()
    {
        const string fields = """
            "id": "ID", "account": " acc ", "currency": { "constant": "MYR" },
            "date": { "column": "day", "pattern": "d.M.yyyy" },
            "channel": { "column": "ch", "values": { "P": "pos" } },
            "counterparty": { "column": "who", "longest": 4 },
            "category": "none"
            """;

        var read = Read(fields, """{"column":"a","direction":"debit"}""", "id|acc|a|day|ch|who|none",
            "T-1|A-1|1|4.5.2026|p|Bengkel|");

        Assert.Equal(("T-1", "A-1", "pos", "Beng"), (read.Id, read.Account, read.Channel, read.Counterparty));
        Assert.Equal(new DateOnly(2026, 5, 4), read.Date);
        Assert.Null(read.Category);
        Assert.Null(read.At);
    }

    [Theory]
    [InlineData("""{"fields":{},"amount":{}}""", "say 'at' or 'date'")]
    [InlineData("""{"amount":{}}""", "'fields' is missing")]
    [InlineData("""{"fields":{"colour":"x"},"amount":{}}""", "'colour' is not known")]
    [InlineData("""
        {"fields":{"id":"x","account":"a","currency":"a","date":{"column":"a"}},
            "amount":{"column":"a","positive":"debit"}}
        """, "no column 'x'")]
    [InlineData("""{"fields":{"at":{"column":"id","pattern":"yyyy"}},"amount":{}}""", "needs a 'zone'")]
    [InlineData("""{"fields":{"at":{"column":"id","zone":"Mars/Olympus"}},"amount":{}}""", "no IANA time zone")]
    [InlineData("""{"fields":{"at":{"column":"id"}},"amount":{}}""", "'id' is missing")]
    public void Bind_WrongMap_SaysWhere(string map, string expected)
    {
        var wrong = Assert.Throws<MapException>(
            () => MapFile.Parse(Encoding.UTF8.GetBytes(map)).Bind(new Header(["id", "a"])));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"column":"a"}""", "either 'positive' or 'direction'")]
    [InlineData("""{"column":"a","positive":"debit","direction":"debit"}""", "either 'positive' or 'direction'")]
    [InlineData("""{"column":"a","positive":"up"}""", "'debit' or 'credit'")]
    [InlineData("""{"debit":"a"}""", "'credit' is missing")]
    [InlineData("""{"column":"a","direction":{"column":"a","debit":"D"}}""", "which 'credit'")]
    [InlineData("""{"column":"a","positive":"debit","decimal":".."}""", "must be one character")]
    public void Bind_WrongAmountRule_SaysWhere(string rule, string expected)
    {
        var wrong = Assert.Throws<MapException>(() => Read(Plain, rule, "id|a", "T-1|1"));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    private static TransactionBody Read(string fields, string amount, string header, string row)
    {
        var json = $$"""{ "fields": { {{fields}} }, "amount": {{amount}} }""";
        var map = MapFile.Parse(Encoding.UTF8.GetBytes(json)).Bind(new Header(header.Split('|')));
        return map.Transaction(new Row(row.Split('|')));
    }
}
