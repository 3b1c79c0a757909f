using System.Text.Json;
using OrleansRisk.Cli;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client.Tests.Cli;

/// <summary>One test a command at least, each against a real Kestrel.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Table_EveryCommand_IsNamedInATestHere()
    {
        var tested = new[]
        {
            "send", "load", "consume", "watch",
            "accounts put", "accounts show", "accounts list", "accounts rebuild",
            "accounts rebuild-all", "accounts merge", "transactions list",
            "customers show",
            "decisions list", "decisions show", "decisions replay", "decisions counterfactual", "labels put",
            "consents create", "consents show", "consents list", "consents revoke",
            "credit-assessments create", "credit-assessments show", "credit-assessments replay",
            "credit-assessments counterfactual", "credit-assessments letter",
            "loads list", "loads show", "loads commit", "loads delete",
            "maps check", "maps put", "maps show", "maps list",
            "category-rules show", "category-rules put", "category-rules test",
            "webhooks create", "webhooks update", "webhooks show", "webhooks list", "webhooks rotate-secret",
            "webhooks test", "webhooks delete", "deliveries list", "dead-letters list", "dead-letters replay",
            "models put", "models list", "models show", "models approve", "models monitor",
            "model-deployments create", "model-deployments challenge", "model-deployments roll-back",
            "model-deployments list",
            "scoring propose", "scoring report", "scoring approve", "scoring roll-back", "scoring list",
            "tenants create", "tenants update", "tenants show", "tenants list", "changes list",
            "keys create", "keys revoke", "keys list",
        };

        Assert.Equal(tested, CommandTable.Entries.Select(e => e.Name));
    }

    [Fact]
    public async Task Changes_List_ShowsAPageAfterAnother()
    {
        var change = new TenantChangeBody
        {
            Sequence = 6,
            Kind = TenantChangeKinds.KeyRevoked,
            Subject = "k1",
            Version = 0,
            By = "key:k2",
            At = DateTimeOffset.UnixEpoch,
            ContentHash = "aa",
            PreviousHash = "bb",
        };
        _server.Answer(
            "GET /v1/tenants/ten_1/changes?after=7", new TenantChangePage([change], "6", true),
            ContractJson.Default.TenantChangePage);

        var called = await Risk("changes", "list", "ten_1", "--after", "7");

        var shown = Json(called);
        Assert.Equal((0, "6"), (called.Exit, shown.GetProperty("after").GetString()));
        Assert.Equal("key_revoked", shown.GetProperty("items")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Account_PseudonymGiven_IsReadByAddress()
    {
        _server.Answer($"GET /v1/accounts/{Some.AccountId}", Some.Account(), ContractJson.Default.AccountBody);

        var called = await Risk("accounts", "show", Some.AccountId);

        Assert.Equal((0, "A-1"), (called.Exit, Json(called).GetProperty("account").GetString()));
    }

    [Fact]
    public async Task Account_LendersOwnIdGiven_IsLookedUpInABody()
    {
        _server.Answer("POST /v1/accounts/lookup", Some.Account(), ContractJson.Default.AccountBody);

        var called = await Risk("accounts", "show", "A-1");

        Assert.Equal((0, """{"account":"A-1"}"""), (called.Exit, _server.Calls.Single().Body));
    }

    [Fact]
    public async Task Account_NotThere_ExitsWithOne()
    {
        var called = await Risk("accounts", "show", Some.AccountId);

        Assert.Equal((1, ""), (called.Exit, called.Out));
        Assert.Contains("not_found", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_Limited_WritesALineEach()
    {
        var page = new DecisionPage
        {
            Items = [Some.Decision(transaction: "T-1"), Some.Decision(transaction: "T-2")],
            Limit = 1_000,
            HasMore = false,
            After = null,
        };
        var path = $"GET /v1/accounts/{Some.AccountId}/decisions?limit=1000";
        _server.Answer(path, page, ContractJson.Default.DecisionPage);

        Assert.Equal(2, (await Risk("decisions", "list", Some.AccountId)).Lines.Count);
        Assert.Single((await Risk("decisions", "list", Some.AccountId, "--limit", "1")).Lines);
    }

    [Fact]
    public async Task Transactions_OfSeveralPages_WriteALineEachUpToTheLimit()
    {
        var path = $"GET /v1/accounts/{Some.AccountId}/transactions";
        _server.Answer(path + "?limit=100", Transactions("T-3", "dec_2"), ContractJson.Default.TransactionPage);
        _server.Answer(
            path + "?after=dec_2&limit=99", Transactions("T-2", null), ContractJson.Default.TransactionPage);
        _server.Answer(path + "?limit=1", Transactions("T-3", "dec_2"), ContractJson.Default.TransactionPage);

        Assert.Equal(2, (await Risk("transactions", "list", Some.AccountId)).Lines.Count);
        Assert.Single((await Risk("transactions", "list", Some.AccountId, "--limit", "1")).Lines);
    }

    private static TransactionPage Transactions(string id, string? after) => new()
    {
        Items =
        [
            new RecordedTransactionBody
            {
                Decision = Some.DecisionId,
                RecordedAt = DateTimeOffset.UnixEpoch,
                Outcome = "approve",
                AnomalyScore = 12,
                Transaction = new() { Id = id, Account = "A-1", Currency = "MYR", Direction = "debit" },
            },
        ],
        Limit = 1,
        HasMore = after is not null,
        After = after,
    };

    [Fact]
    public async Task Decision_Known_IsShown()
    {
        _server.Answer($"GET /v1/decisions/{Some.DecisionId}", Some.Decision(score: 742),
            ContractJson.Default.DecisionBody);

        var called = await Risk("decisions", "show", Some.DecisionId);

        Assert.Equal(742, Json(called).GetProperty("anomaly").GetProperty("score").GetInt32());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Replay_EqualOrNot_SaysSoByItsExit(bool equal, int exit)
    {
        _server.Answer($"GET /v1/decisions/{Some.DecisionId}/replay", Some.Replay(equal),
            ContractJson.Default.ReplayBody);

        var called = await Risk("decisions", "replay", Some.DecisionId);

        Assert.Equal((exit, equal), (called.Exit, Json(called).GetProperty("equal").GetBoolean()));
    }

    [Fact]
    public async Task Label_Told_IsSentWithSourceAndTime()
    {
        var answer = new LabelAnswer
        {
            AccountId = Some.AccountId,
            Transaction = "T-1",
            Label = "fraud",
            Result = "recorded",
        };
        _server.Answer("POST /v1/labels", answer, ContractJson.Default.LabelAnswer);

        var called = await Risk(
            "labels", "put", "A-1", "T-1", "fraud", "--source", "chargeback", "--known-at",
            "2026-05-04T09:30:00+08:00");

        var sent = JsonDocument.Parse(_server.Calls.Single().Body).RootElement;
        Assert.Equal(0, called.Exit);
        Assert.Equal("chargeback", sent.GetProperty("source").GetString());
        Assert.Equal("2026-05-04T09:30:00+08:00", sent.GetProperty("known_at").GetString());
    }

    [Fact]
    public async Task TenantCreate_Named_SendsOnlyWhatWasSaid()
    {
        _server.Answer("POST /v1/tenants", Some.Tenant(), ContractJson.Default.TenantBody);

        var called = await Risk("tenants", "create", "north", "--retention-months", "24", "--strict");

        Assert.Equal(0, called.Exit);
        Assert.Equal("""{"name":"north","retention_months":24,"strict":true}""", _server.Calls.Single().Body);
    }

    [Fact]
    public async Task TenantConfigure_Threshold_IsPut()
    {
        _server.Answer("PUT /v1/tenants/ten_1", Some.Tenant(), ContractJson.Default.TenantBody);

        var called = await Risk("tenants", "update", "ten_1", "--review-at", "400");

        Assert.Equal((0, """{"review_at":400}"""), (called.Exit, _server.Calls.Single().Body));
    }

    [Fact]
    public async Task TenantShowAndList_Known_AreShown()
    {
        _server.Answer("GET /v1/tenants/ten_1", Some.Tenant(), ContractJson.Default.TenantBody);
        _server.Answer("GET /v1/tenants", new TenantList([Some.Tenant()], false), ContractJson.Default.TenantList);

        Assert.Equal("north", Json(await Risk("tenants", "show", "ten_1")).GetProperty("name").GetString());
        Assert.Equal(1, Json(await Risk("tenants", "list")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task KeyIssue_TwoRoles_ShowsTheSecret()
    {
        _server.Answer("POST /v1/tenants/ten_1/keys", Some.Key("ork_my1_k1_s"), ContractJson.Default.KeyBody);

        var called = await Risk("keys", "create", "ten_1", "--label", "till", "--role", "ingest", "--role", "read");

        Assert.Equal("ork_my1_k1_s", Json(called).GetProperty("secret").GetString());
        Assert.Equal("""{"label":"till","roles":["ingest","read"]}""", _server.Calls.Single().Body);
    }

    [Fact]
    public async Task KeyRevokeAndList_Known_AreShown()
    {
        _server.Answer("POST /v1/tenants/ten_1/keys/k1/revoke", Some.Key(), ContractJson.Default.KeyBody);
        _server.Answer("GET /v1/tenants/ten_1/keys", new KeyList([Some.Key()], false), ContractJson.Default.KeyList);

        Assert.Equal(0, (await Risk("keys", "revoke", "ten_1", "k1")).Exit);
        Assert.Equal(1, Json(await Risk("keys", "list", "ten_1")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Key_OptionEnvironmentAndFile_AreTakenInThisOrder()
    {
        using var scratch = new Scratch();
        var file = scratch.File("key", "from-file\n");
        var environment = new Dictionary<string, string> { ["RISK_KEY"] = "from-environment" };

        await Called.Risk(_server, ["tenants", "list", "--key", "from-option"], environment: new(environment));
        await Called.Risk(_server, ["tenants", "list"], environment: new(environment));
        await Called.Risk(_server, ["tenants", "list", "--key-file", file], environment: new(environment));
        await Called.Risk(_server, ["tenants", "list"], environment: new() { ["RISK_KEY_FILE"] = file });

        Assert.Equal(
            ["Bearer from-option", "Bearer from-environment", "Bearer from-file", "Bearer from-file"],
            _server.Calls.Select(c => c.Bearer));
    }

    [Fact]
    public async Task Account_KeyRefused_ExitsWithTwoAndNamesTheCode()
    {
        _server.Refuse($"GET /v1/accounts/{Some.AccountId}", ErrorCodes.KeyInvalid);

        var called = await Risk("accounts", "show", Some.AccountId);

        Assert.Equal((2, ""), (called.Exit, called.Out));
        Assert.StartsWith("key_invalid", called.Error, StringComparison.Ordinal);
    }

    private static JsonElement Json(Called called) => JsonDocument.Parse(called.Out).RootElement;

    private Task<Called> Risk(params string[] args) => Called.Risk(_server, args);
}
