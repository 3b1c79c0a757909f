using System.Text.Json;
using OrleansRisk.Cli;
using OrleansRisk.Cli.Output;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;

namespace OrleansRisk.Client.Tests.Cli;

/// <summary>What becomes of rows that are refused, and of a sending that stopped.</summary>
public sealed class SendRefusalTests : IAsyncLifetime, IDisposable
{
    private readonly Scratch _scratch = new();
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Send_RefusedRows_AreKeptBesideTheFileAsTheyStoodWithTheirError()
    {
        _server.Ledger.Script = line => line.Id == "T-3" ? Fate.Refuse : Fate.Answer;
        var file = _scratch.File("t.csv", "id,acc,day,amount\nT-1,A-1,2026-05-04,1\nT-2,A-1,gestern,2\n"
            + "T-3,A-1,2026-05-04,3\n");

        var called = await Risk("send", file, "--map", _scratch.File("map.json", """
            { "fields": { "id": "id", "account": "acc", "date": { "column": "day" },
                "currency": { "constant": "MYR" } }, "amount": { "column": "amount", "positive": "debit" } }
            """));

        var kept = File.ReadLines(file + ".refused.ndjson").Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(1, called.Exit);
        Assert.Equal([3, 4], kept.Select(row => row.GetProperty("line").GetInt32()).Order());
        var unread = kept.Single(row => row.GetProperty("line").GetInt32() == 3);
        var refused = kept.Single(row => row.GetProperty("line").GetInt32() == 4);
        Assert.Equal(("day", "gestern"), (unread.GetProperty("error").GetProperty("field").GetString(),
            unread.GetProperty("row").GetProperty("day").GetString()));
        Assert.Equal("T-3", refused.GetProperty("row").GetProperty("id").GetString());
        Assert.Contains("t.csv.refused.ndjson", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NothingRefused_LeavesNoFileBehind()
    {
        var file = Ndjson(3);

        var called = await Risk("send", file);

        Assert.Equal(0, called.Exit);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task Send_MoreRefusedThanTolerated_StopsAndResumesBehindWhatWasAnswered()
    {
        _server.Ledger.Script = line => line.Id == "T-5" ? Fate.Refuse : Fate.Answer;
        var file = Ndjson(2_000);

        var stopped = await Risk("send", file, "--tolerate", "0", "--in-flight", "4", "--answers", "none");
        var recorded = _server.Ledger.Recorded.Count;
        var resumed = await Risk("send", file, "--resume", "--answers", "none");

        Assert.Equal(1, stopped.Exit);
        Assert.InRange(recorded, 4, 100);
        Assert.Contains("Stopped after line", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(0, resumed.Exit);
        Assert.Equal(1_999, _server.Ledger.Recorded.Count);
        Assert.Equal(1_999, _server.Ledger.Recorded.Distinct().Count());
        Assert.False(File.Exists(file + ".resume.json"));
    }

    [Fact]
    public async Task Send_ResumeOfAnotherFile_IsRefused()
    {
        _server.Ledger.Script = _ => Fate.Refuse;
        var file = Ndjson(10);
        await Risk("send", file, "--tolerate", "0");
        await File.AppendAllTextAsync(file, "\n" + Json("T-99"));

        var called = await Risk("send", file, "--resume");

        Assert.Equal(2, called.Exit);
        Assert.Contains("of another file or another map", called.Error, StringComparison.Ordinal);
    }

    /// <summary>How far it is takes a look at every line under way: too much for each answer.</summary>
    [Fact]
    public void Note_WithinASecondOfTheLast_DoesNotAskHowFarItIs()
    {
        var (time, asked) = (new SteppedTime(), 0);
        var terminal = new Terminal(Stream.Null, Stream.Null, TextWriter.Null, static _ => null, time);
        var resume = ResumePoint.Of(Ndjson(1), map: null, terminal);

        resume.Note(() => ++asked);
        time.MoveTo(TimeSpan.FromSeconds(1));
        resume.Note(() => ++asked);
        resume.Note(() => ++asked);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Send_NothingToResume_SaysSo()
    {
        var called = await Risk("send", Ndjson(1), "--resume");

        Assert.Equal(2, called.Exit);
        Assert.Contains("nothing to resume", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RefusedFileOfAnEarlierSending_IsNotWrittenOver()
    {
        _server.Ledger.Script = _ => Fate.Refuse;
        var file = Ndjson(1);
        await File.WriteAllTextAsync(file + ".refused.ndjson", "kept");

        var called = await Risk("send", file);
        await Risk("send", file);

        Assert.Equal("kept", await File.ReadAllTextAsync(file + ".refused.ndjson"));
        Assert.Contains("in.ndjson.refused.2.ndjson", called.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(file + ".refused.3.ndjson"));
    }

    [Fact]
    public async Task Send_RefusedFileNamed_IsThereAndNotWrittenOverAndGoesOnWithResume()
    {
        _server.Ledger.Script = line => line.Id is "T-1" or "T-9" ? Fate.Refuse : Fate.Answer;
        var (file, refused) = (Ndjson(9), _scratch.At("no.ndjson"));

        await Risk("send", file, "--refused", refused, "--tolerate", "0", "--in-flight", "1");
        var again = await Risk("send", file, "--refused", refused);
        await Risk("send", file, "--refused", refused, "--resume");

        Assert.Equal(2, again.Exit);
        Assert.Contains($"--refused {refused}: the file is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(["T-1", "T-9"], File.ReadLines(refused).Select(line => JsonDocument.Parse(line).RootElement
            .GetProperty("row").GetProperty("id").GetString()));
        Assert.False(File.Exists(file + ".refused.ndjson"));
    }

    [Fact]
    public async Task Send_RefusedRowsOfStandardInput_AreKeptInThisFolder()
    {
        _server.Ledger.Script = _ => Fate.Refuse;

        var called = await Called.Risk(_server, ["send", "-"], System.Text.Encoding.UTF8.GetBytes(Json("T-1")));

        var path = called.Error.Split("Refused rows are in ")[1].Split('\n')[0].TrimEnd('.');
        Assert.Equal(Environment.CurrentDirectory, Path.GetDirectoryName(path));
        Assert.StartsWith("standard-input.refused.", Path.GetFileName(path), StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task Send_RefusedRowsNowhereToKeep_SendsNothingAndSaysWhereTo()
    {
        var called = await Risk("send", Ndjson(1), "--refused", _scratch.At("none/refused.ndjson"));

        Assert.Equal(2, called.Exit);
        Assert.StartsWith("Nothing was sent: refused rows cannot be kept in ", called.Error, StringComparison.Ordinal);
        Assert.Contains("Give --refused FILE", called.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Calls);
    }

    [Theory]
    [InlineData("--tolerate", "some")]
    [InlineData("--tolerate", "-1")]
    public async Task Send_ToleranceOfNoNumber_IsRefused(string option, string value)
    {
        var called = await Risk("send", Ndjson(1), option, value);

        Assert.Equal((2, $"--tolerate takes a whole number or all; it was given '{value}'."),
            (called.Exit, called.Error.Trim()));
        Assert.Empty(_server.Ledger.Recorded);
    }

    private static string Json(string id) =>
        JsonSerializer.Serialize(Some.Transaction(id), ContractJson.Default.TransactionBody);

    private string Ndjson(int count) =>
        _scratch.File("in.ndjson", string.Join('\n', Enumerable.Range(1, count).Select(n => Json($"T-{n}"))));

    private Task<Called> Risk(params string[] args) => Called.Risk(_server, args);
}
