using System.Net;
using System.Text.Json;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Client.Tests;

public sealed class CallTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Assess_OneTransaction_SendsItsJsonWithTheKeyAndReadsTheDecision()
    {
        _server.Answer("POST /v1/transactions", Some.Decision(score: 742), ContractJson.Default.DecisionBody);
        using var client = _server.Client(key: "ork_my1_k1_secret");

        var decision = await client.Transactions.AssessAsync(Some.Transaction());

        Assert.Equal(742, decision.Anomaly.Score);
        var call = Assert.Single(_server.Calls);
        Assert.Equal("Bearer ork_my1_k1_secret", call.Bearer);
        var sent = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal(("55.71", "debit"), (sent.GetProperty("amount").GetString(),
            sent.GetProperty("direction").GetString()));
    }

    [Fact]
    public async Task Assess_JournalAway_IsTriedFiveTimesThenTold()
    {
        var time = new HurriedTime();
        _server.Refuse("POST /v1/transactions", ErrorCodes.JournalUnavailable, retryAfterMs: 1_500);
        using var client = _server.Client(time: time);

        var failure = await Assert.ThrowsAsync<RiskException>(
            () => client.Transactions.AssessAsync(Some.Transaction()));

        Assert.Equal(("journal_unavailable", HttpStatusCode.ServiceUnavailable), (failure.Code, failure.Status));
        Assert.Equal((true, TimeSpan.FromSeconds(1.5)), (failure.SendAgain, failure.RetryAfter));
        Assert.Equal(5, _server.Calls.Count);
        Assert.Equal(4, time.Waits.Count(w => w == TimeSpan.FromSeconds(1.5)));
    }

    [Fact]
    public async Task AssessWithin_InTimeOrNot_SaysWhichAndAssessTakesNoFallbackForADecision()
    {
        const string call = "POST /v1/transactions?mode=live&deadline_ms=200";
        using var client = _server.Client(time: new HurriedTime());
        _server.Answer(call, Some.Decision(score: 742), ContractJson.Default.DecisionBody);
        var decided = await client.Transactions.AssessWithinAsync(Some.Transaction(), TimeSpan.FromMilliseconds(200));
        _server.Answer(call, Some.Fallback(), ContractJson.Default.FallbackBody);
        var degraded = await client.Transactions.AssessWithinAsync(Some.Transaction(), TimeSpan.FromMilliseconds(200));
        _server.Answer("POST /v1/transactions", Some.Fallback(), ContractJson.Default.FallbackBody);
        var failure = await Assert.ThrowsAsync<RiskException>(
            () => client.Transactions.AssessAsync(Some.Transaction()));

        Assert.Equal(742, Assert.IsType<TransactionAnswer.Decided>(decided).Decision.Anomaly.Score);
        Assert.Equal("review", Assert.IsType<TransactionAnswer.Degraded>(degraded).Fallback.Outcome);
        Assert.Equal(("deadline_passed", "deadline"), (failure.Problem.Code, failure.Problem.Cause));
        Assert.Equal(2 + 5, _server.Calls.Count); // asked again, for a decision is what was asked for
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => client.Transactions.AssessWithinAsync(Some.Transaction(), TimeSpan.FromSeconds(6)));
    }

    [Fact]
    public async Task Assess_Refused_IsToldAtOnceWithItsField()
    {
        var problem = Some.Problem(ErrorCodes.AmountNotText) with { Field = "amount" };
        _server.Answer("POST /v1/transactions", problem, ContractJson.Default.Problem, status: 400);
        using var client = _server.Client();

        var failure = await Assert.ThrowsAsync<RiskException>(
            () => client.Transactions.AssessAsync(Some.Transaction()));

        Assert.Equal((false, null), (failure.SendAgain, failure.RetryAfter));
        Assert.Equal("amount", failure.Problem.Field);
        Assert.StartsWith("amount_not_text [amount]", failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task Decision_NobodyListens_IsUnreachable()
    {
        var url = _server.Url;
        await _server.DisposeAsync();
        using var client = RiskClient.Connect(url, null, new HurriedTime());

        var failure = await Assert.ThrowsAsync<RiskException>(() => client.Decisions.GetAsync(Some.DecisionId));

        Assert.Equal((RiskException.Unreachable, (HttpStatusCode?)null), (failure.Code, failure.Status));
        Assert.True(failure.SendAgain);
    }

    [Fact]
    public async Task Decisions_OfATime_AreAskedForInUtc()
    {
        var path = $"GET /v1/accounts/{Some.AccountId}/decisions?limit=1000"
            + "&from=2026-03-01T00:00:00.000Z&to=2026-03-01T16:00:00.000Z";
        _server.Answer(path, Page("T-1", hasMore: false), ContractJson.Default.DecisionPage);
        using var client = _server.Client();
        var from = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(8));
        var found = 0;
        await foreach (var _ in client.Decisions.ListAllAsync(Some.AccountId, from: from, to: from.AddHours(16)))
        {
            found++;
        }

        Assert.Equal(1, found);
    }

    [Fact]
    public async Task Accounts_StatedAndListed_GoOverTheirRoutes()
    {
        using var client = _server.Client();
        _server.Answer("POST /v1/accounts", Some.Account(), ContractJson.Default.AccountBody);
        _server.Answer($"PUT /v1/accounts/{Some.AccountId}", Some.Account(), ContractJson.Default.AccountBody);
        _server.Answer(
            "GET /v1/accounts?limit=100", new AccountPage([Some.Account("A-1")], [], true, Some.AccountId),
            ContractJson.Default.AccountPage);
        _server.Answer(
            $"GET /v1/accounts?after={Some.AccountId}&limit=100",
            new AccountPage([Some.Account("A-2")], [], false, null),
            ContractJson.Default.AccountPage);
        var customer = new CustomerBody("cus_a", [Some.Account()], [], false, Some.AccountId);
        _server.Answer("GET /v1/customers/cus_a", customer, ContractJson.Default.CustomerBody);
        _server.Answer("POST /v1/customers/lookup", customer, ContractJson.Default.CustomerBody);

        await client.Accounts.CreateAsync(new AccountRequest { Account = "A-1", Segment = "retail" });
        Assert.Equal("""{"account":"A-1","segment":"retail"}""", _server.Calls.Last().Body);
        await client.Accounts.UpdateAsync(Some.AccountId, new AccountRequest { Customers = [] });
        Assert.Equal("""{"customers":[]}""", _server.Calls.Last().Body);
        var listed = new List<string>();
        await foreach (var account in client.Accounts.ListAllAsync())
        {
            listed.Add(account.Account);
        }

        Assert.Equal(["A-1", "A-2"], listed);
        Assert.Equal("cus_a", (await client.Customers.GetAsync("cus_a")).Customer);
        Assert.Equal("cus_a", (await client.Customers.LookupAsync("P-17")).Customer);
        Assert.Equal("""{"customer":"P-17"}""", _server.Calls.Last().Body);
    }

    [Fact]
    public async Task Decisions_SeveralPages_AreReadOneAfterTheOther()
    {
        var path = $"GET /v1/accounts/{Some.AccountId}/decisions?limit=1000&transaction=T%261";
        _server.Answer(path, Page("T-1", hasMore: true), ContractJson.Default.DecisionPage);
        _server.Answer($"{path}&after={Some.DecisionId}", Page("T-2", hasMore: false),
            ContractJson.Default.DecisionPage);
        using var client = _server.Client();

        var found = new List<string>();
        await foreach (var decision in client.Decisions.ListAllAsync(Some.AccountId, "T&1"))
        {
            found.Add(decision.Transaction);
        }

        Assert.Equal(["T-1", "T-2"], found);
    }

    [Fact]
    public async Task IssueKey_JournalAway_IsNotTriedAgain()
    {
        _server.Refuse("POST /v1/tenants/ten_1/keys", ErrorCodes.JournalUnavailable);
        using var client = _server.Client(time: new HurriedTime());

        await Assert.ThrowsAsync<RiskException>(
            () => client.Keys.CreateAsync("ten_1", new KeyRequestBody { Label = "till", Roles = [RoleNames.Ingest] }));

        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task CreateTenant_JournalAway_IsSentAgainUnderOneKey()
    {
        _server.Refuse("POST /v1/tenants", ErrorCodes.JournalUnavailable);
        using var client = _server.Client(time: new HurriedTime());

        await Assert.ThrowsAsync<RiskException>(() => client.Tenants.CreateAsync(new TenantRequest { Name = "north" }));
        await Assert.ThrowsAsync<RiskException>(() => client.Tenants.CreateAsync(new TenantRequest { Name = "north" }));

        Assert.Equal([5, 5], _server.Calls.GroupBy(call => call.Once).Select(each => each.Count()));
        Assert.DoesNotContain(_server.Calls, call => string.IsNullOrEmpty(call.Once));
    }

    [Fact]
    public async Task Label_Told_NamesAccountAndTransaction()
    {
        var answer = new LabelAnswer
        {
            AccountId = Some.AccountId,
            Transaction = "T-1",
            Label = "fraud",
            Result = "recorded"
        };
        _server.Answer("POST /v1/labels", answer, ContractJson.Default.LabelAnswer);
        using var client = _server.Client();

        var told = await client.Labels.CreateAsync(
            new LabelBody { Account = "A-1", Transaction = "T-1", Label = LabelKinds.Fraud, Source = "analyst" });

        Assert.Equal("recorded", told.Result);
        Assert.Contains("\"account\":\"A-1\"", _server.Calls.Single().Body, StringComparison.Ordinal);
    }

    private static DecisionPage Page(string transaction, bool hasMore) => new()
    {
        Items = [Some.Decision(transaction: transaction)],
        Limit = 1_000,
        HasMore = hasMore,
        After = Some.DecisionId,
    };
}
