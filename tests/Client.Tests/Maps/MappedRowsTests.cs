using System.Text;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Client.Tests.Maps;

/// <summary>Maps for files as banks make them: no ids, columns of one name, local times, sets of rows.</summary>
public sealed class MappedRowsTests
{
    private const string NoId = """
        { "fields": { "id": { "generated": true }, "account": { "constant": "A-13" },
            "currency": { "constant": "MYR" }, "date": { "column": "Date", "pattern": "dd/MM/yyyy" },
            "description": "Text" },
          "amount": { "debit": "Debit", "credit": "Credit" } }
        """;

    [Fact]
    public void GeneratedId_SameFileTwiceOrOverlapping_IsTheSame()
    {
        string[] first = ["03/11/2026|FRESH MART|12.00|", "03/11/2026|FRESH MART|12.00|", "05/11/2026|SALARY||3200.00"];
        string[] second = ["05/11/2026|SALARY||3200.00", "06/11/2026|CAFE|3.00|"];

        var ids = Ids(first);

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids, Ids(first));
        Assert.Equal(ids[2], Ids(second)[0]);
        Assert.Equal("gen_27bc495d885d2a0bea07a6c0e6bda0f9", ids[0]);
    }

    [Theory]
    [InlineData("""{ "generated": true, "column": "Date" }""", "'column' is not known")]
    [InlineData("""{ "generated": false }""", "is generated, or names its column")]
    public void GeneratedId_WithAnythingElse_IsRefused(string id, string expected)
    {
        var map = NoId.Replace("""{ "generated": true }""", id, StringComparison.Ordinal);

        var wrong = Assert.Throws<MapException>(() => MapFile.Parse(Encoding.UTF8.GetBytes(map)));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_NamedTwiceInTheFile_IsRefused()
    {
        var map = MapFile.Parse(Encoding.UTF8.GetBytes(NoId));

        var wrong = Assert.Throws<MapException>(
            () => map.Bind(new Header(["Date", "Text", "Debit", "Debit", "Credit"])));

        Assert.Equal("map file, amount: the file has 2 columns 'Debit'", wrong.Message);
    }

    [Theory]
    [InlineData("a;b;c", "one column was found: is the separator right?")]
    [InlineData("a|b", "it has a, b")]
    [InlineData("", "is it empty?")]
    public void Column_Missing_NamesWhatTheFileHas(string header, string expected)
    {
        var map = MapFile.Parse(Encoding.UTF8.GetBytes(NoId));

        var wrong = Assert.Throws<MapException>(() => map.Bind(new Header(header.Split('|'))));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OverLinesAndTooLong_IsOneLineCutBetweenWhatAPersonCounts()
    {
        var map = NoId.Replace("\"Text\"", """{ "column": "Text", "longest": 5 }""", StringComparison.Ordinal);

        Assert.Equal("Two l", Rows(map, ["03/11/2026|Two\r\nlines|1|"])[0].Description);
        Assert.Equal("abcd👩‍👩‍👧", Rows(map, ["03/11/2026|abcd👩‍👩‍👧xyz|1|"])[0].Description);
    }

    [Fact]
    public void LocalTime_AroundTheEndOfSummer_KeepsTheOrderOfTheFile()
    {
        var at = Times(
            "2026-11-01 00:30", "2026-11-01 01:30", "2026-11-01 01:45", "2026-11-01 01:30", "2026-11-01 02:30");

        Assert.Equal([4, 5, 5, 6, 7], at.Select(static each => each.UtcDateTime.Hour));
    }

    [Fact]
    public void LocalTime_ThatNeverWas_IsRefused()
    {
        var refused = Assert.Throws<RowException>(() => Times("2026-03-08 02:30"));

        Assert.Contains("never was", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seconds", "1794000000")]
    [InlineData("milliseconds", "1794000000000")]
    public void Epoch_OfEitherUnit_IsThatMoment(string unit, string written)
    {
        var map = $$"""
            { "fields": { "id": "i", "account": "i", "currency": "i", "at": { "column": "t", "epoch": "{{unit}}" } },
              "amount": { "column": "a", "positive": "debit" } }
            """;
        var bound = MapFile.Parse(Encoding.UTF8.GetBytes(map)).Bind(new Header(["i", "t", "a"]));

        Assert.Equal(1_794_000_000, bound.Transaction(new Row(["1", written, "1"])).At!.Value.ToUnixTimeSeconds());
        Assert.Throws<RowException>(() => bound.Transaction(new Row(["1", "99999999999999999999", "1"])));
    }

    [Fact]
    public void RowSets_OfSeveralStatuses_AreReadWithTheirs()
    {
        var read = MapFileTests.Read(
            """
            { "format": "json",
              "rows": [{ "path": "$.transactions.booked[*]", "status": "booked" },
                       { "path": "$.transactions.pending[*]", "status": "authorised" }],
              "fields": { "id": { "first": ["transactionId", "internalTransactionId"] }, "account": { "constant": "A" },
                "currency": { "constant": "GBP" }, "date": { "column": "bookingDate" } },
              "amount": { "column": "amount", "positive": "credit" } }
            """,
            """
            { "transactions": {
                "booked": [{ "transactionId": "gc-1", "bookingDate": "2026-11-10", "amount": "-100.00" },
                           { "transactionId": " ", "internalTransactionId": "aa12", "bookingDate": "2026-11-10",
                             "amount": "25.5" }],
                "pending": [{ "internalTransactionId": "aa13", "bookingDate": "2026-11-12", "amount": "-5.00" }] } }
            """);

        Assert.Equal(
            [("gc-1", "booked"), ("aa12", "booked"), ("aa13", "authorised")], read.Select(t => (t.Id, t.Status)));
    }

    private static List<string> Ids(string[] rows) => [.. Rows(NoId, rows).Select(static row => row.Id)];

    private static List<TransactionBody> Rows(string map, string[] rows)
    {
        var bound = MapFile.Parse(Encoding.UTF8.GetBytes(map)).Bind(new Header(["Date", "Text", "Debit", "Credit"]));
        return [.. rows.Select(row => bound.Transaction(new Row(row.Split('|'))))];
    }

    private static List<DateTimeOffset> Times(params string[] times)
    {
        const string Map = """
            { "fields": { "id": "i", "account": "i", "currency": "i",
                "at": { "column": "t", "pattern": "yyyy-MM-dd HH:mm", "zone": "America/New_York" } },
              "amount": { "column": "a", "direction": "debit" } }
            """;
        var bound = MapFile.Parse(Encoding.UTF8.GetBytes(Map)).Bind(new Header(["i", "t", "a"]));
        return [.. times.Select(time => bound.Transaction(new Row(["1", time, "1"])).At!.Value)];
    }
}
