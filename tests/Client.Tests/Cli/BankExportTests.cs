using System.Text;
using System.Text.Json;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests.Cli;

/// <summary>
/// Files as banks' web pages and apps write them: each is read rightly, or refused by line and reason.
/// </summary>
public sealed class BankExportTests : IDisposable
{
    private const string Map = """
        { "format": "csv",
          "fields": { "id": "Ref", "account": { "constant": "A-14" }, "currency": { "constant": "EUR" },
            "date": { "column": "Date", "pattern": "dd/MM/yyyy" }, "description": "Text" },
          "amount": { "column": "Amount", "positive": "credit" } }
        """;

    private const string Head = "Date,Ref,Text,Amount\n";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("\uFEFF" + Head + "03/11/2026,x1,Café,-3.10\n", "x1 debit 3.10 Café")]
    [InlineData("Date,Ref,Text,Amount\r03/11/2026,x1,Mac,-3.10\r", "x1 debit 3.10 Mac")]
    [InlineData("sep=;\nDate;Ref;Text;Amount\n03/11/2026;x1;Excel;-3.10\n", "x1 debit 3.10 Excel")]
    [InlineData("sep=,\r\n" + Head + "03/11/2026,x1,Excel,-3.10\n", "x1 debit 3.10 Excel")]
    [InlineData(Head + "03/11/2026,x1,\"Two\nlines\",-3.10\n04/11/2026,x2,ok,-1\n",
        "x1 debit 3.10 Two lines|x2 debit 1 ok")]
    [InlineData(Head + "03/11/2026,x1,extra,-3.10,,,\n", "x1 debit 3.10 extra")]
    public async Task File_InEveryDialect_IsReadRightly(string content, string expected)
    {
        var called = await Check(Encoding.UTF8.GetBytes(content), Map);

        Assert.Equal((0, expected), (called.Exit, string.Join('|', called.Lines.Select(Shown))));
    }

    [Fact]
    public async Task File_InUtf16OrWindows1252_IsFoundToBe()
    {
        const string Row = "03/11/2026,x1,Café Müller,-3.10\n";
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Head + Row)];

        var narrow = Encoding.Latin1.GetBytes(Head + Row);

        Assert.Equal("x1 debit 3.10 Café Müller", Shown((await Check(wide, Map)).Lines.Single()));
        Assert.Equal("x1 debit 3.10 Café Müller", Shown((await Check(narrow, Map)).Lines.Single()));
    }

    [Theory]
    [InlineData(Head + "03/11/2026,x1,extra,-3.10\n04/11/2026,x2\n", 1, "Amount: 1 rows, first in line 3.")]
    [InlineData(Head + "03/11/2026,x1,Smith, John,-3.10\n", 1, "more cells than the file has columns")]
    [InlineData(Head + "03/11/2026,x1,Cafe,-3.10\nTotal,,,-3.10\n", 1, "id: 1 rows, first in line 3.")]
    [InlineData(Head + "03/11/2026,x1,\"unclosed,-3.10\n04/11/2026,x2,ok,-1\n", 2, "line 2")]
    [InlineData("Date,Ref,Text,Amount,Amount\n03/11/2026,x1,Dup,-3.10,99.00\n", 2, "the file has 2 columns 'Amount'")]
    [InlineData("Date;Ref;Text;Amount\n03/11/2026;x1;Semi;-3.10\n", 2, "one column was found: is the separator right?")]
    [InlineData("Account,A-14\nPeriod,11/2026\n\n" + Head + "03/11/2026,x1,x,-3.10\n", 2, "it has Account, A-14")]
    [InlineData(Head, 1, "Nothing was read. Is the file empty?")]
    [InlineData("", 2, "is it empty?")]
    public async Task File_ThatCannotBeMeant_IsRefusedByLineWithTheReason(string content, int exit, string expected)
    {
        var called = await Check(Encoding.UTF8.GetBytes(content), Map);

        Assert.Equal(exit, called.Exit);
        Assert.Contains(expected, called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preamble_Stated_IsPassedAlsoBehindTheSeparatorsOwnLine()
    {
        var map = Map.Replace("\"csv\",", "\"csv\", \"preamble\": true,", StringComparison.Ordinal);
        const string File = "sep=;\nAccount;A-14\n\nDate;Ref;Text;Amount\n03/11/2026;x1;x;-3.10\nx;x2;y;-1\n";

        var called = await Check(Encoding.UTF8.GetBytes(File), map);

        Assert.Equal("x1 debit 3.10 x", Shown(called.Lines.Single()));
        Assert.Contains("Date: 1 rows, first in line 6.", called.Error, StringComparison.Ordinal);
    }

    /// <summary>A bank's answer with rows under two names and ids that are blank.</summary>
    [Fact]
    public async Task Json_BookedAndPending_IsReadBySetsWithAStatus()
    {
        const string Answer = """
            { "transactions": { "booked": [
                { "transactionId": "gc-1", "bookingDate": "2026-11-10", "transactionAmount": { "amount": "-100.00" } },
                { "transactionId": " ", "internalTransactionId": "aa12", "bookingDate": "2026-11-10",
                  "transactionAmount": { "amount": "25.5" } },
                { "internalTransactionId": "aa13", "bookingDate": "2026-11-11",
                  "transactionAmount": { "amount": "-7.10" } }],
              "pending": [{ "bookingDate": "2026-11-12", "transactionAmount": { "amount": "-5.00" } }] } }
            """;
        const string Sets = """
            { "format": "json", "rows": ROWS,
              "fields": { "id": { "first": ["transactionId", "internalTransactionId"] },
                "account": { "constant": "A-18" }, "currency": { "constant": "GBP" },
                "date": { "column": "bookingDate" } },
              "amount": { "column": "transactionAmount.amount", "positive": "credit" } }
            """;
        var both = Sets.Replace("ROWS", """
            [{ "path": "$.transactions.booked[*]", "status": "booked" },
             { "path": "$.transactions.pending[*]", "status": "authorised" }]
            """, StringComparison.Ordinal);
        var neither = Sets.Replace("ROWS", "\"$.transactions[*]\"", StringComparison.Ordinal);

        var read = await Check(Encoding.UTF8.GetBytes(Answer), both);
        var none = await Check(Encoding.UTF8.GetBytes(Answer), neither);

        Assert.Equal(["gc-1 debit 100.00 ", "aa12 credit 25.5 ", "aa13 debit 7.10 "], read.Lines.Select(Shown));
        Assert.Contains("id: 1 rows, first in line 4. The column is empty.", read.Error, StringComparison.Ordinal);
        Assert.Equal(1, none.Exit);
        Assert.Contains("$.transactions is an object with booked, pending.", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_WithHalfOfASurrogatePair_IsRefusedByItsColumn()
    {
        const string JsonMap = """
            { "format": "json", "rows": "$[*]",
              "fields": { "id": "id", "account": { "constant": "A" }, "currency": { "constant": "GBP" },
                "date": { "column": "day" }, "description": "text" },
              "amount": { "column": "amount", "positive": "credit" } }
            """;
        const string Rows = """
            [{ "id": "1", "day": "2026-11-10", "text": "lone \ud83d", "amount": 1 },
             { "id": "2", "day": "2026-11-10", "text": "whole \ud83d\ude00", "amount": 1 }]
            """;

        var called = await Check(Encoding.UTF8.GetBytes(Rows), JsonMap);

        Assert.Equal("2 credit 1 whole 😀", Shown(called.Lines.Single()));
        Assert.Contains(
            "text: 1 rows, first in line 1. The column holds half of a surrogate pair.", called.Error,
            StringComparison.Ordinal);
    }

    /// <summary>Local times about the end and the beginning of summer time, by a zone in the map.</summary>
    [Fact]
    public async Task LocalTimes_AboutSummerTime_KeepTheirOrderOrAreRefused()
    {
        const string Local = """
            { "fields": { "id": "id", "account": { "constant": "A-16" }, "currency": { "constant": "USD" },
                "at": { "column": "when", "pattern": "yyyy-MM-dd HH:mm:ss", "zone": "America/New_York" } },
              "amount": { "column": "amount", "direction": "debit" } }
            """;
        const string File = "id,when,amount\nd1,2026-11-01 00:30:00,1.00\nd2,2026-11-01 01:30:00,2.00\n"
            + "d3,2026-11-01 01:30:00,3.00\nd4,2026-11-01 01:45:00,4.00\nd5,2026-11-01 02:30:00,5.00\n"
            + "d6,2026-03-08 02:30:00,6.00\n";

        var called = await Check(Encoding.UTF8.GetBytes(File), Local);

        Assert.Equal(
            ["2026-11-01T00:30:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-04:00",
                "2026-11-01T01:45:00-04:00", "2026-11-01T02:30:00-05:00"],
            called.Lines.Select(static line => Field(line, "at")));
        Assert.Contains("when: 1 rows, first in line 7.", called.Error, StringComparison.Ordinal);
        Assert.Contains("never was", called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Head)]
    public async Task Send_FileWithNothingInIt_IsAnError(string content)
    {
        await using var server = await ScriptedServer.Start();

        var called = await Called.Risk(server,
            ["send", _scratch.File("t.csv", content), "--map", _scratch.File("map.json", Map)]);

        Assert.NotEqual(0, called.Exit);
        Assert.Contains("empty?", called.Error, StringComparison.Ordinal);
    }

    private async Task<Called> Check(byte[] content, string map)
    {
        await File.WriteAllBytesAsync(_scratch.At("in.csv"), content);
        return await Called.Risk(
            null, ["maps", "check", _scratch.At("in.csv"), "--map", _scratch.File("map.json", map)]);
    }

    private static string Shown(string line) => string.Join(' ',
        new[] { "id", "direction", "amount", "description" }.Select(name => Field(line, name)));

    private static string? Field(string line, string name)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : "";
    }
}
