using System.Text;
using System.Text.Json;
using OrleansRisk.Maps;

namespace OrleansRisk.Client.Tests.Maps;

public sealed class MapFileTests
{
    private const string Amount = """ "amount": { "column": "a", "positive": "debit" } """;

    [Fact]
    public void Rows_SeveralAccountsInOneDocument_EachRowReadsTheAccountItLiesIn()
    {
        var read = Read(
            $$"""
            { "format": "json", "rows": "$.accounts[*].moves[*]",
              "fields": { "id": "no", "account": "$.accounts[*].number", "date": { "column": "day" },
                  "currency": "$.bank.money", "counterparty": "to[1].name" }, {{Amount}} }
            """,
            """
            { "bank": { "money": "MYR" }, "accounts": [
                { "number": "A-1", "moves": [
                    { "no": 7, "day": "2026-05-04", "a": 12.50, "to": [{ "name": "x" }, { "name": "y" }] },
                    { "no": "8", "day": "2026-05-05", "a": -3 }] },
                { "number": "A-2", "moves": [{ "no": 9, "day": "2026-05-06", "a": "1" }] },
                { "number": "A-3" }] }
            """);

        Assert.Equal(
            [("7", "A-1", "12.50", "debit", "y"), ("8", "A-1", "3", "credit", null), ("9", "A-2", "1", "debit", null)],
            read.Select(t => (t.Id, t.Account, t.Amount, t.Direction, t.Counterparty)));
        Assert.All(read, t => Assert.Equal("MYR", t.Currency));
    }

    /// <summary>
    /// A bureau's report: accounts with what was paid on each, in minor units, the balance as a sum owed.
    /// </summary>
    [Fact]
    public void Rows_OfABureausReport_AreReadByAMap()
    {
        var read = Read(
            """
            { "format": "json", "rows": "$.report.tradelines[*].payments[*]",
              "fields": { "id": { "generated": true }, "account": "$.report.tradelines[*].id",
                "date": { "column": "month", "pattern": "yyyy-MM" }, "currency": "$.report.currency",
                "counterparty": "$.report.tradelines[*].lender", "category": { "constant": "loan.payment" },
                "status": { "column": "state", "values": { "PAID": "booked", "DUE": "authorised" } },
                "balance": { "column": "owed", "direction": { "column": "side", "debit": "D", "credit": "C" } } },
              "amount": { "column": "paid", "direction": "debit", "minor": true } }
            """,
            """
            { "report": { "currency": "GBP", "tradelines": [
                { "id": "L-1", "lender": "Northern Loans", "payments": [
                    { "month": "2026-09", "paid": 12050, "state": "PAID", "owed": 240000, "side": "D" },
                    { "month": "2026-10", "paid": 12050, "state": "DUE", "owed": 0, "side": "D" }] },
                { "id": "L-2", "lender": "Card Co", "payments": [] }] } }
            """);

        Assert.Equal(
            [("L-1", "120.50", "booked", "-2400.00", "Northern Loans"),
                ("L-1", "120.50", "authorised", "0.00", "Northern Loans")],
            read.Select(t => (t.Account, t.Amount, t.Status, t.Balance, t.Counterparty)));
        Assert.Equal([9, 10], read.Select(static t => t.Date!.Value.Month));
        Assert.All(read, static t => Assert.StartsWith("gen_", t.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"format":"xml","fields":{},"amount":{}}""", "map file, format: is csv, json or ndjson")]
    [InlineData("""{"format":"json","fields":{},"amount":{}}""", "map file, rows:")]
    [InlineData("""{"rows":"x[*]","fields":{},"amount":{}}""", "map file, rows:")]
    [InlineData("""{"version":2,"fields":{},"amount":{}}""", "map file, version: is not 1")]
    [InlineData("""{"version":"1","fields":{},"amount":{}}""", "map file, version: is not 1")]
    [InlineData("""{"separator":"::","fields":{},"amount":{}}""", "map file, separator: must be one character")]
    [InlineData("[]", "map file, top: must be an object")]
    [InlineData("{\n\"fields\"", "map file, top: is not valid JSON at line 2")]
    [InlineData("""{"fields":{"id":{"columns":[]}},"amount":{}}""", "map file, fields.id: joins 1 to 8 columns")]
    public void Parse_WrongMap_SaysWhere(string map, string expected)
    {
        var wrong = Assert.Throws<MapException>(() => MapFile.Parse(Encoding.UTF8.GetBytes(map)));

        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a[b]")]
    [InlineData("a[1")]
    [InlineData("$.transactions.*[*]")]
    [InlineData("$")]
    [InlineData("a[-1]")]
    [InlineData("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17")]
    public void Path_OfNoUse_IsRefusedByItsPlace(string path)
    {
        var wrong = Assert.Throws<MapException>(() => Read(
            $$"""
            { "format": "ndjson", "fields": { "id": "{{path}}", "account": "a", "date": { "column": "d" },
                "currency": "c" }, {{Amount}} }
            """,
            "{}"));

        Assert.Equal("fields.id", wrong.Place);
    }

    [Fact]
    public void Parse_TooLarge_IsRefused() =>
        Assert.Throws<MapException>(() => MapFile.Parse(new byte[OrleansRisk.Maps.Limits.MapBytesMax + 1]));

    [Fact]
    public void TimeAndDay_BothMapped_TheDayServesRowsWithoutTime()
    {
        var read = Read(
            $$"""
            { "format": "json", "rows": "[*]", "fields": { "id": "i", "account": "i", "currency": "i",
                "at": { "column": "t" }, "date": { "column": "d" } }, {{Amount}} }
            """,
            """
            [{ "i": "1", "t": "2026-05-04T09:30:00Z", "d": "2026-05-04", "a": 1 },
             { "i": "2", "t": null, "d": "2026-05-05", "a": 1 }]
            """);

        Assert.Equal([null, new DateOnly(2026, 5, 5)], read.Select(t => t.Date));
        Assert.Equal([true, false], read.Select(t => t.At is not null));
    }

    [Fact]
    public void Joined_Columns_AreAbsentOnlyWhereAllAre()
    {
        const string Map = """
            { "format": "json", "rows": "[*]", "fields": { "id": "i", "account": "i", "currency": "i",
                "date": { "column": "d" }, "counterparty": { "columns": ["bank", "number"], "between": "/" } },
              "amount": { "column": "a", "positive": "debit", "decimal": "," } }
            """;

        var read = Read(Map, """
            [{ "i": "1", "d": "2026-05-04", "a": "1,5", "bank": "AB", "number": "12" },
             { "i": "2", "d": "2026-05-04", "a": "1", "bank": "AB" },
             { "i": "3", "d": "2026-05-04", "a": "1" }]
            """);

        Assert.Equal(["AB/12", "AB", null], read.Select(t => t.Counterparty));
        Assert.Equal("1.5", read[0].Amount);
    }

    internal static List<Contract.Transactions.TransactionBody> Read(string map, string document)
    {
        var bound = MapFile.Parse(Encoding.UTF8.GetBytes(map)).Bind(out var paths);
        using var json = JsonDocument.Parse(document);
        return [.. paths.Rows(json.RootElement).Select(bound.Transaction)];
    }
}
