using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What accounts do not show: income, obligations, bureaus and the lender's terms.</summary>
public sealed class CreditFactsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Path = "/v1/credit-assessments";
    private static readonly string Today = Loans.Today.ToString("yyyy-MM-dd");

    [Fact]
    public async Task Assessment_WithFacts_CountsEachOnceAndReplaysToTheBit()
    {
        var (client, _) = await host.Lender("A-1");
        var made = await EngineHost.Json(client, HttpMethod.Post, Path, Loan($$$"""
            {"income":[
              {"payer":"Employer Sdn Bhd","net":"6000.00","gross":"7400.00","source":"payslip","as_of":"{{{Today}}}"},
              {"payer":"Second Works","net":"500.00","source":"provident_fund","as_of":"{{{Today}}}"},
              {"payer":"Uncle","net":"900.00","source":"stated","as_of":"{{{Today}}}"},
              {"payer":"Old Works","net":"700.00","source":"payslip","as_of":"2024-01-31"}],
             "obligations":[
              {"kind":"loan","lender":"BANK","instalment":"1500.00","source":"bureau","as_of":"{{{Today}}}"},
              {"kind":"hire_purchase","lender":"Aeon","instalment":"400.00","source":"bureau","as_of":"{{{Today}}}"},
              {"kind":"loan","instalment":"300.00","source":"payslip","as_of":"{{{Today}}}","at_source":true}],
             "bureau":{"source":"ctos","as_of":"{{{Today}}}"},
             "terms":{"ratio_max":0.6,"stress_rate_points":0}}
            """), status: 201);

        var found = made.GetProperty("facts_finding");
        Assert.Equal(["seen", "added", "not_counted", "not_counted"], Words(found, "income"));
        Assert.Equal(["seen", "added", "at_source"], Words(found, "obligations"));
        Assert.Equal(("6500.00", "7900.00", "2200.00", "met"), (
            Text(found, "income_monthly"), Text(found, "gross_income_monthly"), Text(found, "debt_service_monthly"),
            Text(found, "terms")));
        Assert.Equal(4_000.0 / 6_800, found.GetProperty("debt_service_ratio_net").GetDouble(), 1e-12);
        Assert.Equal(4_000.0 / 7_900, found.GetProperty("debt_service_ratio_gross").GetDouble(), 1e-12);
        Assert.Equal(("6500.00", "1900.00"), (
            Text(made.GetProperty("affordability"), "income_monthly"),
            Text(made.GetProperty("affordability"), "debt_service_monthly")));
        Assert.Equal("from_bureau", Text(made, "obligations_elsewhere"));

        var replay = await EngineHost.Json(
            client, HttpMethod.Post, $"{Path}/{Text(made, "assessment")}/replay");
        Assert.True(replay.GetProperty("equal").GetBoolean());
        Assert.Equal(made.GetRawText(), replay.GetProperty("recomputed").GetRawText());
    }

    [Fact]
    public async Task Assessment_WithoutABureau_SaysThatDebtsElsewhereWereNotSeen()
    {
        var (client, _) = await host.Lender("A-1");
        var made = await EngineHost.Json(client, HttpMethod.Post, Path, Loans.Of("A-1"), status: 201);
        Assert.Equal("not_seen", Text(made, "obligations_elsewhere"));
        Assert.Equal(
            "No credit bureau was asked, so debts elsewhere were not seen.",
            made.GetProperty("letter").GetProperty("notes")[0].GetString());
    }

    [Theory]
    [InlineData("""{"terms":{}}""", "refer")]
    [InlineData("""{"terms":{"without_bureau":"allow"}}""", "met")]
    [InlineData("""{"terms":{"without_bureau":"allow","ratio_max":0.3}}""", "refuse")]
    [InlineData("""{"terms":{"without_bureau":"allow","ratio":"gross"}}""", "refer")] // no document states it
    [InlineData("""{"terms":{"without_bureau":"refuse"}}""", "refuse")]
    [InlineData("""{"terms":{"without_bureau":"cap","cap":"12000.00"}}""", "met")]
    [InlineData("""{"terms":{"without_bureau":"cap","cap":"11999.99"}}""", "refuse")]
    public async Task Terms_OfTheLender_DecideWhatIsMet(string facts, string word)
    {
        var (client, _) = await host.Lender("A-1");
        var made = await EngineHost.Json(client, HttpMethod.Post, Path, Loan(facts), status: 201);
        Assert.Equal(word, Text(made.GetProperty("facts_finding"), "terms"));
    }

    [Theory]
    [InlineData("""{"income":[null]}""", "income")]
    [InlineData("""{"income":[{"net":"0.00"}]}""", "facts.income.net")]
    [InlineData("""{"income":[{"net":"1.00","source":"hearsay","as_of":"2026-01-01"}]}""", "facts.income.source")]
    [InlineData("""{"income":[{"net":"1.00","source":"tax"}]}""", "facts.income.as_of")]
    [InlineData("""{"obligations":[{"kind":"debt"}]}""", "facts.obligations.kind")]
    [InlineData(
        """{"obligations":[{"kind":"loan","instalment":"1.00","source":"bureau","as_of":"2026-01-01"}]}""",
        "facts.bureau")]
    [InlineData("""{"bureau":{"as_of":"2026-01-01"}}""", "facts.bureau.source")]
    [InlineData("""{"terms":{"ratio_max":1.5}}""", "facts.terms.ratio_max")]
    [InlineData("""{"terms":{"without_bureau":"cap"}}""", "facts.terms.cap")]
    public async Task Facts_ThatCannotCount_AreRefusedByField(string facts, string field)
    {
        var (client, _) = await host.Lender("A-1");
        var problem = await EngineHost.Json(client, HttpMethod.Post, Path, Loan(facts), status: 400);
        Assert.Equal(field, Text(problem, "field"));
    }

    private static string Loan(string facts) =>
        Loans.Of("A-1").Replace("\"months\":12", "\"months\":12,\"facts\":" + facts, StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Words(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(static each => each.GetString());
}
