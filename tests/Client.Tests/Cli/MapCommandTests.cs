using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Maps;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class MapCommandTests : IDisposable
{
    private const string Map = """
        { "fields": { "id": "ref", "account": "acc", "date": { "column": "day" }, "currency": { "constant": "MYR" } },
          "amount": { "column": "amount", "positive": "credit" } }
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Check_SomeRowsUnreadable_ShowsFiveAndCountsFailuresByColumn()
    {
        var rows = Enumerable.Range(1, 9).Select(n => n switch
        {
            3 or 4 => $"gestern,T-{n},A-1,1,x",
            7 => $"2026-05-04,T-{n},A-1,zwölf,x",
            _ => $"2026-05-04,T-{n},A-1,-{n},x",
        });
        var file = _scratch.File("t.csv", "day,ref,acc,amount,note\n" + string.Join('\n', rows) + "\n");

        var called = await Called.Risk(null, ["maps", "check", file, "--map", _scratch.File("map.json", Map)]);

        Assert.Equal(1, called.Exit);
        Assert.Equal(["T-1", "T-2", "T-5", "T-6", "T-8"], called.Lines.Select(Id));
        Assert.Contains("9 rows read, 3 cannot be sent.", called.Error, StringComparison.Ordinal);
        Assert.Contains("the map does not read: note.", called.Error, StringComparison.Ordinal);
        Assert.Contains("the map leaves out: status, replaces, counterparty,", called.Error, StringComparison.Ordinal);
        Assert.Contains("amount: 1 rows, first in line 8. The column is not an amount.", called.Error,
            StringComparison.Ordinal);
        Assert.Contains("day: 2 rows, first in line 4.", called.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("gestern", called.Out + called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Rows_ReadsNoMore()
    {
        var file = _scratch.File("t.csv", "day,ref,acc,amount\n2026-05-04,T-1,A-1,1\nbroken,T-2,A-1,1\n");

        var called = await Called.Risk(
            null, ["maps", "check", file, "--map", _scratch.File("map.json", Map), "--rows", "1"]);

        Assert.Equal(0, called.Exit);
        Assert.Contains("1 rows read, 0 cannot", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ShippedMapOnAnotherFile_NamesTheMissingColumn()
    {
        var file = _scratch.File("t.csv", "a,b\n1,2\n");

        var called = await Called.Risk(null, ["maps", "check", file, "--map", "berka"]);

        Assert.Equal(2, called.Exit);
        Assert.Equal("map file, fields.id: the file has no column 'trans_id'; it has a, b", called.Error.Trim());
    }

    [Theory]
    [InlineData("utf-8", "windows-1252", 2, "The file is not utf-8. Is it windows-1252?")]
    [InlineData("utf-8", "utf-16", 2, "The file is utf-16 by its first bytes, and the map states utf-8")]
    [InlineData("", "windows-1252", 0, "The text is windows-1252.")]
    [InlineData("", "utf-16", 0, "The text is utf-16.")]
    [InlineData("", "utf-8", 0, "The text is utf-8.")]
    [InlineData("windows-1252", "windows-1252", 0, "1 rows read, 0 cannot be sent.")]
    [InlineData("latin-1", "windows-1252", 0, "1 rows read, 0 cannot be sent.")]
    [InlineData("utf-16", "utf-16", 0, "1 rows read, 0 cannot be sent.")]
    [InlineData("utf-8", "utf-8", 0, "1 rows read, 0 cannot be sent.")]
    public async Task Check_Encoding_IsReadAsStatedOrRefused(string stated, string written, int exit, string expected)
    {
        const string Text = "day,ref,acc,amount,who\n2026-05-04,T-1,A-1,1,Café\n";
        byte[] bytes = written switch
        {
            "utf-16" => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Text)],
            "utf-8" => System.Text.Encoding.UTF8.GetBytes(Text),
            _ => System.Text.Encoding.Latin1.GetBytes(Text),
        };
        var file = _scratch.File("t.csv", "");
        await File.WriteAllBytesAsync(file, bytes);
        var encoding = stated.Length == 0 ? "" : $"\"encoding\": \"{stated}\", ";
        var map = Map.Replace("{ \"fields\": {",
            $"{{ {encoding}\"fields\": {{ \"counterparty\": \"who\",", StringComparison.Ordinal);

        var called = await Called.Risk(null, ["maps", "check", file, "--map", _scratch.File("map.json", map)]);

        Assert.Equal(exit, called.Exit);
        Assert.Contains(expected, called.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', called.Out);
        Assert.True(exit != 0 || called.Out.Contains("Caf\\u00E9", StringComparison.Ordinal)
            || called.Out.Contains("Café", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"skip\": 3", 0, "amount: 1 rows, first in line 6")]
    [InlineData("\"preamble\": true", 0, "amount: 1 rows, first in line 6")]
    [InlineData("\"skip\": 1", 2, "the file has no column 'ref'")]
    public async Task Check_LinesBeforeTheColumns_AreLeftOut(string stated, int exit, string expected)
    {
        var file = _scratch.File("t.csv",
            "Account,A-1\nPeriod,2026\n\nday,ref,acc,amount\n2026-05-04,T-1,A-1,1\n2026-05-04,T-2,A-1,x\n");
        var map = Map.Replace("{ \"fields\":", $"{{ {stated}, \"fields\":", StringComparison.Ordinal);

        var called = await Called.Risk(null, ["maps", "check", file, "--map", _scratch.File("map.json", map)]);

        Assert.Equal(exit == 0 ? 1 : exit, called.Exit);
        Assert.Contains(expected, called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ShippedMap_NeedsNoServer()
    {
        var called = await Called.Risk(null, ["maps", "show", "plaid"]);

        Assert.Equal(0, called.Exit);
        Assert.Contains("pending_transaction_id", called.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Not A Name", "neither a file nor a map's name")]
    [InlineData("no-such-map", "comes with berka, cards, handbook, plaid")]
    public async Task Check_MapNowhere_SaysWhichThereAre(string map, string expected)
    {
        await using var server = await ScriptedServer.Start();

        var called = await Called.Risk(server, ["maps", "check", _scratch.File("t.csv", "a\n1\n"), "--map", map]);

        Assert.Equal(2, called.Exit);
        Assert.Contains(expected, called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutShowAndList_OnTheServer_KeepAndGiveTheMap()
    {
        await using var server = await ScriptedServer.Start();
        using var map = System.Text.Json.JsonDocument.Parse(Map);
        var body = new MapBody
        {
            Name = "core",
            Version = 2,
            Hash = "ab",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Map = map.RootElement,
        };
        server.Answer("PUT /v1/maps/core", body, ContractJson.Default.MapBody);
        server.Answer("GET /v1/maps/core", body, ContractJson.Default.MapBody);
        server.Answer("GET /v1/maps/core?version=1", body with { Version = 1 }, ContractJson.Default.MapBody);
        server.Answer("GET /v1/maps", new MapList { Maps = [new MapEntry("core", 2, DateTimeOffset.UnixEpoch)] },
            ContractJson.Default.MapList);

        var put = await Called.Risk(server, ["maps", "put", "core", _scratch.File("map.json", Map)]);
        var old = await Called.Risk(server, ["maps", "show", "core", "--version", "1"]);
        var list = await Called.Risk(server, ["maps", "list"]);
        var check = await Called.Risk(server, ["maps", "check",
            _scratch.File("t.csv", "day,ref,acc,amount\n2026-05-04,T-1,A-1,1\n"), "--map", "core"]);

        Assert.Equal((0, 0, 0, 0), (put.Exit, old.Exit, list.Exit, check.Exit));
        Assert.Contains("\"version\": 1", old.Out, StringComparison.Ordinal);
        Assert.Contains("\"core\"", list.Out, StringComparison.Ordinal);
        Assert.Equal("T-1", Id(check.Lines.Single()));
    }

    [Fact]
    public async Task Put_MapOfNoUse_IsNotSent()
    {
        await using var server = await ScriptedServer.Start();

        var called = await Called.Risk(server, ["maps", "put", "core", _scratch.File("map.json", "{}")]);

        Assert.Equal((2, 0), (called.Exit, server.Calls.Count));
        Assert.Contains("'fields' is missing", called.Error, StringComparison.Ordinal);
    }

    private static string? Id(string line) =>
        System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("id").GetString();
}
