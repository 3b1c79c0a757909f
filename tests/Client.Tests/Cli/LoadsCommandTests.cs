using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Loads;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class LoadsCommandTests
{
    [Fact]
    public async Task List_APage_IsAskedForByTimeAndShown()
    {
        var load = new LoadBody
        {
            Load = "load_a",
            State = LoadStates.Draft,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(1),
            Files = [],
            Accounts = 1,
            Rows = new LoadRowsBody(1, 1, 0, 0, 0, 0),
            Zone = "UTC",
            Refusals = [],
            Findings = [],
        };
        await using var server = await ScriptedServer.Start();
        server.Answer(
            "GET /v1/loads?after=load_z&limit=2&from=2026-09-01T00:00:00.000Z&to=2026-10-01T00:00:00.000Z",
            new LoadPage([load], "load_a", true), ContractJson.Default.LoadPage);

        var listed = await Called.Risk(server, [
            "loads", "list", "--after", "load_z", "--limit", "2", "--from", "2026-09-01T00:00:00Z", "--to",
            "2026-10-01T00:00:00Z",
        ]);

        Assert.Equal(0, listed.Exit);
        Assert.Contains("\"load_a\"", listed.Out, StringComparison.Ordinal);
        Assert.Contains("\"has_more\": true", listed.Out, StringComparison.Ordinal);
    }
}
