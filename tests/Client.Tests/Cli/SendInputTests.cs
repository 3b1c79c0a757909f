using System.Text;
using System.Text.Json;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;

namespace OrleansRisk.Client.Tests.Cli;

/// <summary>What <c>risk send</c> finds wrong with an input, and when.</summary>
public sealed class SendInputTests : IAsyncLifetime, IDisposable
{
    private readonly Scratch _scratch = new();
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("when,ref,acc\n2026-05-04,T-1,A-1\n", "CSV with 3 columns: give --map, which says how")]
    [InlineData("when;ref\n2026-05-04;T-1", "CSV with 2 columns: give --map")]
    [InlineData("id,at,account,merchant,category,amount,is_fraud\n1,2,3,4,5,6,7\n", "; --map cards reads them.")]
    [InlineData("[\n  {\"id\": \"T-1\"},\n", "one JSON array: give --map with a map of the format json")]
    [InlineData("{\n  \"id\": \"T-1\"\n}\n", "JSON objects over several lines, or broken ones")]
    [InlineData("<?xml version=\"1.0\"?>\n<Document>\n", "XML or HTML")]
    [InlineData("PK\u0003\u0004rest", "an Excel workbook")]
    [InlineData("no table\nat all\n", "no JSON")]
    [InlineData("a\0b\n", "a binary file")]
    public async Task Send_WhatIsNoNdjson_SendsNothingAndDescribesIt(string content, string described)
    {
        var file = _scratch.File("t.txt", content);

        var called = await Risk("send", file);

        Assert.Equal((2, ""), (called.Exit, called.Out));
        Assert.StartsWith(
            $"Nothing was sent: {file} is not NDJSON. It seems to be ", called.Error, StringComparison.Ordinal);
        Assert.Contains(described, called.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("T-1", called.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Calls);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task Send_CsvFromStandardInput_IsDescribedToo()
    {
        var called = await Called.Risk(_server, ["send", "-"], Encoding.UTF8.GetBytes("a,b\n1,2\n"));

        Assert.Equal(2, called.Exit);
        Assert.Contains("standard input is not NDJSON. It seems to be CSV", called.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task Send_BrokenLineAmongOthers_IsLeftToTheServer()
    {
        var file = _scratch.File("t.ndjson", $"{Json("T-1")}\nbroken\n");

        await Risk("send", file, "--give-up-after", "1");

        Assert.Contains("A-1/T-1", _server.Ledger.Recorded);
    }

    [Fact]
    public async Task Send_OptionalFieldMisspelt_RefusesTheLineAndNamesTheNearest()
    {
        var file = _scratch.File("t.ndjson", $"{Json("T-1")}\n{With(Json("T-2"), "counterpart", "KEDAI")}\n");

        var called = await Risk("send", file);

        Assert.Equal(1, called.Exit);
        Assert.Equal(["A-1/T-1"], _server.Ledger.Recorded);
        Assert.Contains(
            "field_unknown: 1 refused. There is no field 'counterpart'; the nearest is 'counterparty'.",
            called.Error, StringComparison.Ordinal);
        var kept = JsonDocument.Parse(File.ReadAllText(file + ".refused.ndjson")).RootElement;
        Assert.Equal("KEDAI", kept.GetProperty("row").GetProperty("counterpart").GetString());
        Assert.Equal((2, "counterpart"), (kept.GetProperty("line").GetInt32(),
            kept.GetProperty("error").GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Send_Lenient_SendsWhatLooksMisspelt()
    {
        var file = _scratch.File("t.ndjson", With(Json("T-2"), "counterpart", "KEDAI"));

        var called = await Risk("send", file, "--lenient");

        Assert.Equal((0, 1), (called.Exit, _server.Ledger.Recorded.Count));
    }

    [Fact]
    public async Task Send_FieldOfNoOtherName_IsSentAndNamedAsTheServerCountsIt()
    {
        _server.Ledger.Unknown["colour"] = 2;

        var called = await Risk("send", _scratch.File("t.ndjson", With(Json("T-1"), "colour", "red")));

        Assert.Equal(0, called.Exit);
        Assert.Contains(
            "The server dropped fields that it does not know: colour in 2 lines.",
            called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_LinesTooOld_HintsAtHistory()
    {
        _server.Ledger.Script = _ => Fate.RefuseAsTooOld;

        var called = await Risk("send", _scratch.File("t.ndjson", $"{Json("T-1")}\n{Json("T-2")}\n"));

        Assert.Equal(1, called.Exit);
        Assert.Contains("too_old: 2 refused.", called.Error, StringComparison.Ordinal);
        Assert.Contains("--mode history", called.Error, StringComparison.Ordinal);
    }

    private static string Json(string id) =>
        JsonSerializer.Serialize(Some.Transaction(id), ContractJson.Default.TransactionBody);

    private static string With(string line, string field, string value) => $"{line[..^1]},\"{field}\":\"{value}\"}}";

    private Task<Called> Risk(params string[] args) => Called.Risk(_server, args);
}
