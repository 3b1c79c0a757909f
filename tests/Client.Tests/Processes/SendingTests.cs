using System.Text.Json;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Processes;

/// <summary><c>risk send</c> as a process, to the host as a process, over a real PostgreSQL.</summary>
public sealed class SendingTests(RealHost real) : IClassFixture<RealHost>, IDisposable
{
    private const string Map = """
        {
          "fields": { "id": "ref", "account": "acc", "currency": { "constant": "MYR" },
            "at": { "column": "when", "pattern": "dd/MM/yyyy HH:mm", "zone": "Asia/Kuala_Lumpur" } },
          "amount": { "column": "amount", "positive": "credit" }
        }
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Send_AFileTwice_AnswersEachLineAndKnowsThemTheSecondTime()
    {
        var (tenant, key) = await real.Host.Tenant("ingest");
        var file = _scratch.File("lines.ndjson", RealHost.Lines(500, accounts: 20));

        var first = await RiskProcess.Run(real.Host, key, ["send", file]);
        var again = await RiskProcess.Run(real.Host, key, ["send", "-", "--answers", "none"], File.ReadAllText(file));

        Assert.Equal((0, 500), (first.Exit, first.Lines.Count));
        Assert.Equal(
            Enumerable.Range(1, 500), first.Lines.Select(line => Json(line).GetProperty("line").GetInt32()).Order());
        Assert.Equal((0, ""), (again.Exit, again.Out));
        Assert.Contains("0 new, 500 known before", again.Error, StringComparison.Ordinal);
        Assert.Equal(500, await real.Recorded(tenant));
    }

    [Fact]
    public async Task Send_WithRefusedLines_NamesLineAndFieldTakesTheRestAndExitsWithOne()
    {
        var (tenant, key) = await real.Host.Tenant("ingest");
        var file = _scratch.File("lines.ndjson",
            $"{RealHost.Line("T-1")}\nbroken\n{RealHost.Line("T-2", amount: "1.234")}\n\n{RealHost.Line("T-3")}\n");

        var called = await RiskProcess.Run(real.Host, key, ["send", file, "--answers", "errors"]);

        Assert.Equal(1, called.Exit);
        var errors = called.Lines.Select(Json).OrderBy(line => line.GetProperty("line").GetInt32()).ToList();
        Assert.Equal([2, 3], errors.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal(
            ["json_invalid", "too_many_decimals"],
            errors.Select(line => line.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal("amount", errors[1].GetProperty("error").GetProperty("field").GetString());
        Assert.Contains("2 refused", called.Error, StringComparison.Ordinal);
        Assert.Equal(2, await real.Recorded(tenant));
    }

    [Fact]
    public async Task Send_CsvWithAMap_SendsItsRowsAndRefusesTheBadOneByItsLine()
    {
        var (tenant, key) = await real.Host.Tenant("ingest");
        var day = TimeProvider.System.GetUtcNow().AddDays(-3).ToString("dd/MM/yyyy", null);
        var file = _scratch.File("lines.csv",
            $"ref,acc,when,amount\nR-1,B-1,{day} 09:30,-12.50\nR-2,B-1,{day} 09:31,twelve\nR-3,B-1,{day} 09:32,7\n");

        var called = await RiskProcess.Run(real.Host, key, ["send", file, "--map", _scratch.File("map.json", Map)]);

        Assert.Equal((1, 3), (called.Exit, called.Lines.Count));
        var lines = called.Lines.Select(Json).OrderBy(line => line.GetProperty("line").GetInt32()).ToList();
        Assert.Equal([2, 3, 4], lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.True(lines[1].TryGetProperty("error", out _));
        Assert.Equal(("R-1", "R-3"), (
            lines[0].GetProperty("transaction").GetString(), lines[2].GetProperty("transaction").GetString()));
        Assert.DoesNotContain("twelve", called.Out + called.Error, StringComparison.Ordinal);
        Assert.Equal(2, await real.Recorded(tenant));
    }

    [Fact]
    public async Task Send_KilledInTheMiddle_IsResumedBySendingTheFileAgain()
    {
        const int count = 20_000;
        var (tenant, key) = await real.Host.Tenant("ingest");
        var file = _scratch.File("lines.ndjson", RealHost.Lines(count, accounts: 200));
        string[] send = ["send", file, "--answers", "none", "--acks", _scratch.At("acks")];
        using (var risk = RiskProcess.Start(real.Host, key, send))
        {
            await Until(() => Acknowledged().Count > 1_000);
            Assert.False(risk.HasEnded, "it was through before it could be killed");
            await risk.Kill();
        }

        var before = Acknowledged();
        var called = await RiskProcess.Run(real.Host, key, send);

        Assert.Equal(0, called.Exit);
        Assert.InRange(before.Count, 1_000, count - 1);
        Assert.Equal(count, Acknowledged().Select(each => each.Identity).Distinct().Count());
        Assert.All(
            Acknowledged().GroupBy(each => each.Identity),
            identity => Assert.Single(identity.Select(each => each.Decision).Distinct()));
        Assert.Equal(count, await real.Recorded(tenant));
    }

    [Fact]
    public async Task Send_WhoseHostIsKilledInTheMiddle_WaitsForItAndLosesNothing()
    {
        const int count = 20_000;
        var (tenant, key) = await real.Host.Tenant("ingest");
        var file = _scratch.File("lines.ndjson", RealHost.Lines(count, accounts: 200));
        using var risk = RiskProcess.Start(
            real.Host, key, ["send", file, "--answers", "none", "--acks", _scratch.At("acks")]);
        await Until(() => Acknowledged().Count > 1_000);
        Assert.False(risk.HasEnded, "it was through before the host could be killed");
        await real.Host.Kill();
        await real.Host.DisposeAsync();
        await real.Restart();

        var called = await risk.Ended();

        Assert.Equal(0, called.Exit);
        Assert.Contains("unanswered, sent again in", called.Error, StringComparison.Ordinal);
        Assert.Equal(count, Acknowledged().Select(each => each.Identity).Distinct().Count());
        Assert.Equal(count, await real.Recorded(tenant));
    }

    [Fact]
    public async Task Send_WithAKeyThatOpensNothing_ExitsWithTwoAndSaysWhy()
    {
        var file = _scratch.File("lines.ndjson", RealHost.Lines(10, accounts: 1));
        var called = await RiskProcess.Run(real.Host, "ork_my_none_none", ["send", file]);
        Assert.Equal((2, ""), (called.Exit, called.Out));
        Assert.Contains("key_invalid", called.Error, StringComparison.Ordinal);
    }

    [ProgramFact("/usr/bin/script", "--version")]
    public async Task Send_OnATerminal_DrawsABarAndElsewhereDoesNot()
    {
        var (_, key) = await real.Host.Tenant("ingest");
        var file = _scratch.File("lines.ndjson", RealHost.Lines(20_000, accounts: 200));
        var command = $"{RiskProcess.Program} send {file} --answers none --url {real.Host.Http2} --key {key}";

        var watched = await ProgramFactAttribute.Run("/usr/bin/script", "-qec", command, "/dev/null");
        var piped = await RiskProcess.Run(real.Host, key, ["send", file, "--answers", "none"]);

        Assert.Contains("━", watched, StringComparison.Ordinal);
        Assert.Contains("%", watched, StringComparison.Ordinal);
        Assert.Contains("20,000 answered", watched, StringComparison.Ordinal);
        Assert.DoesNotContain("━", piped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", piped.Error, StringComparison.Ordinal);
    }

    private static JsonElement Json(string line) => JsonDocument.Parse(line).RootElement;

    private IReadOnlyList<(string Identity, string Decision)> Acknowledged()
    {
        var file = new FileInfo(_scratch.At("acks"));
        if (!file.Exists)
        {
            return [];
        }

        using var reader = new StreamReader(file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Json)
            .Select(ack => (
                $"{ack.GetProperty("account")}/{ack.GetProperty("transaction")}/{ack.GetProperty("status")}",
                ack.GetProperty("decision").GetString()!))];
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 3_000 && !isSo(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.True(isSo(), "it did not come to be so");
    }
}
