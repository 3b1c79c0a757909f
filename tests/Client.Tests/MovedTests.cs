using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client.Tests;

/// <summary>A server that is not the tenant's says where to go; the client goes there, once.</summary>
public sealed class MovedTests : IAsyncLifetime
{
    private ScriptedServer _first = null!;
    private ScriptedServer _home = null!;

    public async Task InitializeAsync() =>
        (_first, _home) = (await ScriptedServer.Start(), await ScriptedServer.Start());

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task Assess_SentAway_IsAskedThereWithTheKeyAndSoIsEverythingAfter()
    {
        SendAway(_first, _home);
        _home.Answer("POST /v1/transactions", Some.Decision(score: 742), ContractJson.Default.DecisionBody);
        using var client = _first.Client(key: "ork_my1_k1_secret");

        Assert.Equal(742, (await client.Transactions.AssessAsync(Some.Transaction())).Anomaly.Score);
        await client.Transactions.AssessAsync(Some.Transaction());

        Assert.Single(_first.Calls);
        Assert.Equal(2, _home.Calls.Count);
        Assert.All(_home.Calls, call => Assert.Equal("Bearer ork_my1_k1_secret", call.Bearer));
    }

    [Fact]
    public async Task Assess_SentInACircle_IsToldAfterOneStep()
    {
        SendAway(_first, _home);
        SendAway(_home, _first);
        using var client = _first.Client();

        var failure = await Assert.ThrowsAsync<RiskException>(
            () => client.Transactions.AssessAsync(Some.Transaction()));

        Assert.Equal("moved", failure.Problem.Code);
        Assert.Equal((1, 1), (_first.Calls.Count, _home.Calls.Count));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/elsewhere")]
    [InlineData(null)]
    public async Task Assess_SentAwayToNoAddress_IsTold(string? address)
    {
        var problem = Some.Problem(ErrorCodes.Moved) with { Address = address };
        _first.Answer("POST /v1/transactions", problem, ContractJson.Default.Problem, status: 421);
        using var client = _first.Client();
        await Assert.ThrowsAsync<RiskException>(() => client.Transactions.AssessAsync(Some.Transaction()));
        Assert.Single(_first.Calls);
    }

    [Fact]
    public async Task Send_SentAway_StreamsThereWithoutLosingALine()
    {
        SendAway(_first, _home);
        using var client = _first.Client();
        var answers = new List<TransactionAnswer>();
        await foreach (var answer in client.Transactions.SendAsync(Lines(200)))
        {
            answers.Add(answer);
        }

        Assert.Equal(200, answers.Count);
        Assert.All(answers, answer => Assert.IsType<TransactionAnswer.Decided>(answer));
        Assert.Single(_first.Calls);
    }

    private static async IAsyncEnumerable<TransactionLine> Lines(int count)
    {
        for (var number = 0; number < count; number++)
        {
            yield return Some.Line($"T-{number}");
        }

        await Task.CompletedTask;
    }

    private static void SendAway(ScriptedServer from, ScriptedServer to) => from.Answer(
        "POST /v1/transactions", Some.Problem(ErrorCodes.Moved) with { Address = to.Url.ToString() },
        ContractJson.Default.Problem, status: 421);
}
