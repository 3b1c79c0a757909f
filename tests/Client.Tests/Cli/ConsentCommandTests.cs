using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Consents;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class ConsentCommandTests
{
    private static readonly ConsentBody Consent = new()
    {
        Consent = "cns_a",
        Subject = "C-77",
        Customer = "cus_b",
        Purpose = ConsentPurposes.CreditUnderwriting,
        From = DateTimeOffset.UnixEpoch,
        To = DateTimeOffset.UnixEpoch.AddDays(1),
        Status = "live",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public async Task Consents_GivenShownListedAndRevoked_AskTheServerForEach()
    {
        await using var server = await ScriptedServer.Start();
        server.Answer("POST /v1/consents", Consent, ContractJson.Default.ConsentBody);
        server.Answer("GET /v1/consents/cns_a", Consent, ContractJson.Default.ConsentBody);
        server.Answer(
            "GET /v1/consents?after=cns_z&limit=2", new ConsentPage([Consent], null, false),
            ContractJson.Default.ConsentPage);
        server.Answer(
            "POST /v1/consents/cns_a/revoke", Consent with { Status = "revoked", AccountsFrozen = 3 },
            ContractJson.Default.ConsentBody);

        var given = await Called.Risk(
            server, ["consents", "create", "C-77", "--to", "2027-05-31T00:00:00Z", "--history-days", "365"]);
        var shown = await Called.Risk(server, ["consents", "show", "cns_a"]);
        var listed = await Called.Risk(server, ["consents", "list", "--after", "cns_z", "--limit", "2"]);
        var revoked = await Called.Risk(server, ["consents", "revoke", "cns_a"]);

        Assert.Equal((0, 0, 0, 0), (given.Exit, shown.Exit, listed.Exit, revoked.Exit));
        Assert.Contains("\"cns_a\"", shown.Out, StringComparison.Ordinal);
        Assert.Contains("\"accounts_frozen\": 3", revoked.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--to is needed", "consents", "create", "C-77")]
    [InlineData("--purpose", "consents", "create", "C-77", "--to", "2027-05-31T00:00:00Z", "--purpose", "x")]
    public async Task Create_ThatCannotBeMeant_IsNotSent(string expected, params string[] args)
    {
        await using var server = await ScriptedServer.Start();

        var called = await Called.Risk(server, args);

        Assert.Equal((2, 0), (called.Exit, server.Calls.Count));
        Assert.Contains(expected, called.Error, StringComparison.Ordinal);
    }
}
