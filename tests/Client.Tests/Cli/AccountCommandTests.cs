using System.Text.Json;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using Xunit;

namespace OrleansRisk.Client.Tests.Cli;

/// <summary>Accounts stated and listed by command.</summary>
public sealed class AccountCommandTests : IAsyncLifetime
{
    private const string Customer = "cus_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task State_LendersOwnIdGiven_StatesWhatIsGivenAndNothingElse()
    {
        _server.Answer("POST /v1/accounts", Some.Account(), ContractJson.Default.AccountBody);

        var called = await Risk(
            "accounts", "put", "A-1", "--zone", "Asia/Kuching", "--opened", "2020-02-29",
            "--customer", "P-1", "--customer",
            "P-2");

        Assert.Equal(0, called.Exit);
        using var sent = JsonDocument.Parse(_server.Calls.Single().Body);
        Assert.Equal(
            ["account=A-1", "customers=[\"P-1\",\"P-2\"]", "opened=2020-02-29", "zone=Asia/Kuching"],
            sent.RootElement.EnumerateObject().Select(field => $"{field.Name}={field.Value}").Order());
    }

    [Fact]
    public async Task State_PseudonymGiven_IsPutToItsAddress()
    {
        _server.Answer($"PUT /v1/accounts/{Some.AccountId}", Some.Account(), ContractJson.Default.AccountBody);

        Assert.Equal(0, (await Risk("accounts", "put", Some.AccountId, "--label", "vip")).Exit);
        Assert.Equal("""{"labels":["vip"]}""", _server.Calls.Single().Body);
    }

    [Fact]
    public async Task State_NoDateGiven_SendsNothing()
    {
        var called = await Risk("accounts", "put", "A-1", "--opened", "29.02.2020");

        Assert.Equal(2, called.Exit);
        Assert.Contains("--opened", called.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task Rebuild_LendersOwnIdGiven_AsksWhereTheAccountIs()
    {
        var rebuilds = $"POST /v1/accounts/{Some.AccountId}/rebuilds";
        _server.Answer("POST /v1/accounts/lookup", Some.Account(), ContractJson.Default.AccountBody);
        _server.Answer(rebuilds, Rebuilt(recorded: true), ContractJson.Default.RebuildBody);

        var called = await Risk(
            "accounts", "rebuild", "A-1", "--why", "the wrong file", "--take-back", "dec_a", "--currency", "EUR");

        Assert.Equal(0, called.Exit);
        Assert.Matches("\"revision\": ?2", called.Out);
        Assert.Equal(
            """{"why":"the wrong file","take_back":["dec_a"],"currency":"EUR"}""",
            _server.Calls.Single(call => call.Call == rebuilds).Body);
    }

    [Fact]
    public async Task Merge_LendersOwnIdsGiven_AsksWhereTheOldAccountIs()
    {
        var merges = $"POST /v1/accounts/{Some.AccountId}/merges";
        _server.Answer("POST /v1/accounts/lookup", Some.Account(), ContractJson.Default.AccountBody);
        _server.Answer(merges, Merged(), ContractJson.Default.MergeBody);

        var called = await Risk("accounts", "merge", "A-1", "B-1", "--why", "renumbered");

        Assert.Equal(0, called.Exit);
        Assert.Matches("\"moved\": ?7", called.Out);
        Assert.Equal(
            """{"into":"B-1","why":"renumbered"}""", _server.Calls.Single(call => call.Call == merges).Body);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task RebuildAll_OfEveryAccount_WritesALineForEachThatMoved(bool recorded, int lines)
    {
        var page = new AccountPage([Some.Account()], [], HasMore: false, After: null);
        _server.Answer("GET /v1/accounts?limit=100", page, ContractJson.Default.AccountPage);
        _server.Answer(
            $"POST /v1/accounts/{Some.AccountId}/rebuilds", Rebuilt(recorded), ContractJson.Default.RebuildBody);

        var called = await Risk("accounts", "rebuild-all", "--why", "scoring version 3");

        Assert.Equal((0, lines), (called.Exit, called.Lines.Count));
        Assert.Equal("""{"why":"scoring version 3"}""", _server.Calls.Last().Body);
    }

    private static MergeBody Merged() => new()
    {
        MergedFrom = Some.AccountId,
        Moved = 7,
        Known = 0,
        Refused = 0,
        Whole = true,
        Account = Some.Account(),
    };

    private static RebuildBody Rebuilt(bool recorded) => new()
    {
        Recorded = recorded,
        Revision = 2,
        Added = 0,
        Corrected = 0,
        TakenBack = 1,
        LeftOut = 0,
        CreditBefore = Some.Account().Credit,
        Account = Some.Account(),
    };

    [Fact]
    public async Task Accounts_Limited_WritesALineEach()
    {
        var page = new AccountPage([Some.Account(), Some.Account("A-2")], [], HasMore: false, After: null);
        _server.Answer("GET /v1/accounts?limit=100", page, ContractJson.Default.AccountPage);

        Assert.Equal(2, (await Risk("accounts", "list")).Lines.Count);
        Assert.Single((await Risk("accounts", "list", "--limit", "1")).Lines);
    }

    [Theory]
    [InlineData(Customer, "GET /v1/customers/" + Customer)]
    [InlineData("P-17", "POST /v1/customers/lookup")]
    public async Task Customer_ByPseudonymOrOwnId_IsAskedForWhereItIs(string id, string call)
    {
        var body = new CustomerBody(Customer, [Some.Account()], [], HasMore: false, After: null);
        _server.Answer(call, body, ContractJson.Default.CustomerBody);

        var called = await Risk("customers", "show", id);

        Assert.Equal(0, called.Exit);
        Assert.Equal(call, _server.Calls.Single().Call);
        Assert.Contains(Customer, called.Out, StringComparison.Ordinal);
    }

    private Task<Called> Risk(params string[] arguments) => Called.Risk(_server, arguments);
}
