using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class SendCommandTests : IAsyncLifetime, IDisposable
{
    private const string Map = """
        {
          "fields": {
            "id": "ref", "account": "acc", "at": { "column": "when", "pattern": "dd/MM/yyyy HH:mm",
                "zone": "Asia/Kuala_Lumpur" },
            "currency": { "constant": "MYR" }
          },
          "amount": { "column": "amount", "positive": "credit" }
        }
        """;

    private readonly Scratch _scratch = new();
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Send_Ndjson_WritesAnAnswerALineAndTheTotals()
    {
        var file = _scratch.File("t.ndjson", $"{Json("T-1")}\n\n{Json("T-2")}\r\n{Json("T-3")}");

        var called = await Risk("send", file);

        Assert.Equal(0, called.Exit);
        Assert.Equal([(1, "T-1"), (3, "T-2"), (4, "T-3")], called.Lines.Select(Line));
        Assert.Contains("3 answered", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_StandardInputPacked_IsUnpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes("\uFEFF" + Json("T-1") + "\n"));
        }

        var called = await Called.Risk(_server, ["send", "-"], packed.ToArray());

        Assert.Equal((0, 1), (called.Exit, called.Lines.Count));
        Assert.Equal(["A-1/T-1"], _server.Ledger.Recorded);
    }

    [Fact]
    public async Task Send_Csv_IsMappedAndBadRowsAreRefusedByTheirLine()
    {
        var file = _scratch.File("t.csv",
            "when,ref,acc,amount\n04/05/2026 09:30,T-1,A-1,-12.50\nyesterday,T-2,A-1,1\n04/05/2026 10:00,T-3,A-1,7\n");

        var called = await Risk("send", file, "--map", _scratch.File("map.json", Map));

        Assert.Equal(1, called.Exit);
        Assert.Equal(["A-1/T-1", "A-1/T-3"], _server.Ledger.Recorded);
        var refused = Parsed(called).Single(a => a.TryGetProperty("error", out _)).GetProperty("error");
        Assert.Equal((3, "when"), (refused.GetProperty("line").GetInt32(), refused.GetProperty("field").GetString()));
        Assert.DoesNotContain("yesterday", called.Out + called.Error, StringComparison.Ordinal);
        Assert.Equal([2L, 4L], Parsed(called).Where(a => a.TryGetProperty("decision", out _))
            .Select(a => a.GetProperty("line").GetInt64()));
    }

    [Fact]
    public async Task Send_ServerRefusesALine_ExitsWithOne()
    {
        _server.Ledger.Script = line => line.Id == "T-2" ? Fate.Refuse : Fate.Answer;

        var called = await Risk("send", Ndjson(3));

        Assert.Equal(1, called.Exit);
        Assert.Contains("1 refused", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Acks_KeepsEachAcknowledgedIdentityOnceThoughTheStreamIsCut()
    {
        var acks = _scratch.At("acks.ndjson");
        var cuts = 2;
        _server.Ledger.Script = line => line.Id is "T-20" or "T-40" && cuts-- > 0 ? Fate.CutAfterRecording
            : Fate.Answer;

        var called = await Risk("send", Ndjson(60), "--acks", acks, "--answers", "none");

        var ids = File.ReadLines(acks).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("transaction")
            .GetString());
        Assert.Equal((0, ""), (called.Exit, called.Out));
        Assert.Equal(Enumerable.Range(1, 60).Select(n => $"T-{n}"), ids);
        Assert.Contains("sent again in", called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", 3)]
    [InlineData("flagged", 1)]
    [InlineData("errors", 1)]
    [InlineData("none", 0)]
    public async Task Send_Answers_WritesThoseAskedFor(string wanted, int lines)
    {
        _server.Ledger.Script = line => line.Id == "T-2" ? Fate.Refuse : Fate.Answer;

        var called = await Risk("send", Ndjson(3), "--answers", wanted);

        Assert.Equal(lines, called.Lines.Count);
    }

    [Fact]
    public async Task Send_Out_WritesToTheFile()
    {
        var called = await Risk("send", Ndjson(2), "--out", _scratch.At("answers.ndjson"));

        Assert.Equal("", called.Out);
        Assert.Equal(2, File.ReadAllLines(_scratch.At("answers.ndjson")).Length);
    }

    [Fact]
    public async Task Send_ServerAwayTooLong_GivesUpWithTwo()
    {
        _server.Refuse("POST /v1/transactions", Contract.Errors.ErrorCodes.JournalUnavailable);

        var called = await Risk("send", Ndjson(2), "--give-up-after", "30");

        Assert.Equal(2, called.Exit);
        Assert.Contains("journal_unavailable: The journal", called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cards", "transactions.csv.gz", "cards", 2_000)]
    [InlineData("accounts", "transactions.csv", null, 322)]
    public async Task Send_CommittedSample_ReadsEveryRowByItsMap(string folder, string name, string? map, int rows)
    {
        var sample = Path.Combine(Root(), "samples", folder);
        using var unpacked = new MemoryStream();
        await using (Stream file = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(Path.Combine(sample, name)), CompressionMode.Decompress)
            : File.OpenRead(Path.Combine(sample, name)))
        {
            await file.CopyToAsync(unpacked);
        }

        var lines = Encoding.UTF8.GetString(unpacked.ToArray()).Split('\n').Take(rows + 1);
        var input = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var called = await Called.Risk(_server, ["send", "-", "--map", map ?? Path.Combine(sample, "map.json")], input);

        Assert.Equal((0, rows), (called.Exit, called.Lines.Count));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OrleansRisk.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    private static string Json(string id) =>
        JsonSerializer.Serialize(Some.Transaction(id), ContractJson.Default.TransactionBody);

    private static (int Line, string? Transaction) Line(string answer)
    {
        var json = JsonDocument.Parse(answer).RootElement;
        return (json.GetProperty("line").GetInt32(), json.GetProperty("transaction").GetString());
    }

    private static List<JsonElement> Parsed(Called called) =>
        [.. called.Lines.Select(l => JsonDocument.Parse(l).RootElement)];

    private string Ndjson(int count) =>
        _scratch.File("in.ndjson", string.Join('\n', Enumerable.Range(1, count).Select(n => Json($"T-{n}"))));

    private Task<Called> Risk(params string[] args) => Called.Risk(_server, args);
}
