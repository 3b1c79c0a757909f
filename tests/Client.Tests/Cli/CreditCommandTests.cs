using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Counterfactuals;
using OrleansRisk.Contract.Credit;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class CreditCommandTests : IAsyncLifetime
{
    private const string Id = "cra_aaaaaaaaaaaaaaaaaaaaaaaaaa", Other = "cra_baaaaaaaaaaaaaaaaaaaaaaaaa";
    private ScriptedServer _server = null!;

    private static CreditLetterBody Letter { get; } = new()
    {
        Assessment = Id,
        AssessedAt = Some.Time,
        CreatedAt = Some.Time,
        Language = "en",
        RefusedBy = ["score"],
        Reasons = [],
        Changes = [],
        Text = "About your application\n",
    };

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.Start();
        var assessed = new CreditAssessmentBody
        {
            Assessment = Id,
            CreatedAt = Some.Time,
            Customer = null,
            Loan = new LoanBody("MYR", "9.00", "1.00", 9),
            AsOf = null,
            State = "not_calibrated",
            Pd = null,
            Score = 640,
            HigherIs = "safer",
            Needs = [],
            Reasons = [],
            Affordability = new AffordabilityBody
            {
                IncomeMonthly = "0.00",
                EssentialOutflowMonthly = "0.00",
                DebtServiceMonthly = "0.00",
                DebtServiceRatio = null,
                DebtServiceRatioAfter = null,
                FreeCashFlowAfter = "-1.00",
                Months = 0,
                Finding = "unknown",
            },
            Letter = new LetterBody("en", []),
            Rule = "weakest_account",
            Accounts = [],
        };
        var none = new CounterfactualBody
        {
            Of = Id,
            Result = "not_calibrated",
            Score = null,
            Outcome = null,
            Change = null,
        };
        var replay = new CreditReplayBody
        {
            Assessment = Id,
            Equal = true,
            FirstDifference = null,
            Compared = "exact",
            Recorded = assessed,
            Recomputed = assessed,
        };
        _server.Answer(
            $"POST /v1/credit-assessments/{Id}/replay", replay, ContractJson.Default.CreditReplayBody);
        _server.Answer(
            $"POST /v1/credit-assessments/{Other}/replay", replay with { Equal = false, FirstDifference = "score" },
            ContractJson.Default.CreditReplayBody);
        _server.Answer("POST /v1/credit-assessments", assessed, ContractJson.Default.CreditAssessmentBody, 201);
        _server.Answer($"GET /v1/credit-assessments/{Id}", assessed with { Score = null },
            ContractJson.Default.CreditAssessmentBody);
        _server.Answer($"GET /v1/decisions/{Some.DecisionId}/counterfactual", none,
            ContractJson.Default.CounterfactualBody);
        _server.Answer($"GET /v1/credit-assessments/{Id}/letter", Letter, ContractJson.Default.CreditLetterBody);
        _server.Answer($"POST /v1/credit-assessments/{Id}/letter", Letter, ContractJson.Default.CreditLetterBody);
        _server.Answer($"GET /v1/credit-assessments/{Id}/counterfactual?score=700", none,
            ContractJson.Default.CounterfactualBody);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(
        "credit-assessments create --account A-1 --currency MYR --amount 9.00 --instalment 1.00 --months 9"
        + " --as-of 2026-01-01", 0)]
    [InlineData("credit-assessments show " + Id, 0)]
    [InlineData("credit-assessments replay " + Id, 0)]
    [InlineData("credit-assessments replay " + Other, 1)]
    [InlineData("credit-assessments counterfactual " + Id + " --score 700", 1)]
    [InlineData("credit-assessments counterfactual " + Id, 2)]
    [InlineData("credit-assessments letter " + Id + " --text", 0)]
    [InlineData("credit-assessments letter " + Id + " --lender Bank --contact Street --score-min 600", 0)]
    [InlineData("credit-assessments letter " + Id + " --lender Bank", 2)]
    [InlineData("decisions counterfactual " + Some.DecisionId, 1)]
    [InlineData("credit-assessments create --as-of yesterday", 2)]
    public async Task Command_OfCredit_EndsAsItIsMeant(string line, int code) =>
        Assert.Equal(code, (await Called.Risk(_server, line.Split(' '))).Exit);
}
