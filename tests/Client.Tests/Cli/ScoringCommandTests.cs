using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Scoring;
using Xunit;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class ScoringCommandTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.Start();
        var deployment = new ScoringDeploymentBody
        {
            ScoringDeployment = 3,
            ScoringVersion = 4,
            From = Some.Time,
            Proposal = 2,
            Of = 0,
            By = "key:1",
            At = Some.Time,
        };
        var proposal = new ScoringProposalBody { Proposal = 2, ScoringVersion = 4, By = "key:2", At = Some.Time };
        _server.Answer("POST /v1/scoring-proposals", proposal, ContractJson.Default.ScoringProposalBody, 201);
        _server.Answer("GET /v1/scoring-proposals/2/report", Report(), ContractJson.Default.ScoringReportBody);
        _server.Answer(
            "GET /v1/scoring-proposals/2/report?accounts=9&credit_at=620", Report(),
            ContractJson.Default.ScoringReportBody);
        _server.Answer(
            "POST /v1/scoring-proposals/2/approval", deployment, ContractJson.Default.ScoringDeploymentBody, 201);
        _server.Answer(
            "POST /v1/scoring-deployments/rollback", deployment, ContractJson.Default.ScoringDeploymentBody, 201);
        _server.Answer(
            "GET /v1/scoring-deployments",
            new ScoringDeploymentList
            {
                Counting = 3,
                ScoringDeployments = [deployment],
                Proposals = [proposal],
                Restatement = null,
            },
            ContractJson.Default.ScoringDeploymentList);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("scoring propose 4", "POST /v1/scoring-proposals")]
    [InlineData("scoring report 2", "GET /v1/scoring-proposals/2/report")]
    [InlineData("scoring report 2 --accounts 9 --credit-at 620",
        "GET /v1/scoring-proposals/2/report?accounts=9&credit_at=620")]
    [InlineData("scoring approve 2", "POST /v1/scoring-proposals/2/approval")]
    [InlineData("scoring roll-back --to 1", "POST /v1/scoring-deployments/rollback")]
    [InlineData("scoring list", "GET /v1/scoring-deployments")]
    public async Task Scoring_EachCommand_MakesItsCall(string command, string call)
    {
        var ran = await Called.Risk(_server, command.Split(' '));
        Assert.Equal(0, ran.Exit);
        Assert.Equal([call], _server.Calls.Select(static each => each.Call));
    }

    [Fact]
    public async Task Scoring_WithAVersionThatIsNoNumber_SaysSo()
    {
        var ran = await Called.Risk(_server, ["scoring", "propose", "four"]);
        Assert.Equal(2, ran.Exit);
        Assert.Empty(_server.Calls);
    }

    private static ScoringReportBody Report() => new()
    {
        Proposal = 2,
        ScoringVersion = 4,
        Accounts = 0,
        NotCompared = 0,
        Complete = true,
        Restated = 0,
        AnomalyRestated = 0,
        CreditAt = 600,
        CrossUp = 0,
        CrossDown = 0,
        Gained = 0,
        Lost = 0,
        Moves = [],
        Swaps = [],
        Outcomes = new OutcomeSwapsBody { Compared = 0, Moved = 0, Harsher = 0, Milder = 0 },
    };
}
