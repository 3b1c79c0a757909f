using System.Text.Json;
using OrleansRisk.Api.Credit;
using OrleansRisk.Api.Letters;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Letters;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Letters about loans that were refused, over the host as it is and PostgreSQL.</summary>
public sealed class LettersTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Path = "/v1/credit-assessments";

    [Fact]
    public async Task Letter_OfAnInstalmentTooHigh_NamesOneThatIsBorneWhenItIsAskedFor()
    {
        var (client, _) = await host.Lender("A-1");
        var letter = await Letter(client, await Assess(client, "3000.00"), "");

        Assert.Equal(["affordability"], Words(letter, "refused_by"));
        var reason = Assert.Single(letter.GetProperty("reasons").EnumerateArray());
        Assert.Equal("affordability.debts_high", Text(reason, "code"));
        Assert.Equal("Debts and the instalment would take 75 % of your net income; we lend up to 60 %.",
            Text(reason, "text"));
        var change = Assert.Single(letter.GetProperty("changes").EnumerateArray());
        Assert.Equal(("instalment", "2100.00"), (Text(change, "kind"), Text(change, "value")));

        var followed = await Assess(client, Text(change, "value")!);
        Assert.Equal("nothing_refuses", Text(await Letter(client, followed, "", status: 409), "code"));
    }

    [Fact]
    public async Task Letter_OfAScoreTooLow_HasTheReasonsWithoutWhichItIsReached()
    {
        var (client, _) = await host.Lender("A-1");
        var assessed = await Made(client, "1800.00");
        var score = assessed.GetProperty("score").GetInt32();
        var points = assessed.GetProperty("reasons").EnumerateArray()
            .Select(static reason => -reason.GetProperty("points").GetInt32()).ToList();
        var least = score + points[0] - 2;

        var letter = await Letter(client, Text(assessed, "assessment")!, $",\"score_min\":{least}");
        Assert.Equal(["score"], Words(letter, "refused_by"));
        var codes = letter.GetProperty("reasons").EnumerateArray().Select(static each => Text(each, "code")).ToList();
        Assert.Equal(Text(assessed.GetProperty("reasons")[0], "code"), codes[0]);
        Assert.Equal(points.Count(lost => lost >= points[0] - 2), codes.Count);
        Assert.Contains($"to {score} points of 1000", Flat(letter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_OfAScoreThatItsReasonsDoNotExplain_SaysSo()
    {
        var (client, _) = await host.Lender("A-1");
        var letter = await Letter(client, await Assess(client, "1800.00"), ",\"score_min\":1000");
        Assert.Equal(["score"], Words(letter, "refused_by"));
        Assert.NotEmpty(letter.GetProperty("reasons").EnumerateArray());
        Assert.DoesNotContain("data.means", letter.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("does not account for the whole difference", Flat(letter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_OfAnIncomeThatIsOnlyStated_DoesNotRestOnIt()
    {
        var (client, _) = await host.Lender("A-1");
        var facts = $",\"facts\":{{\"income\":[{{\"source\":\"stated\",\"as_of\":\"{Loans.Today:yyyy-MM-dd}\","
            + "\"net\":\"100.00\"}]}";
        var letter = await Letter(client, Text(await Made(client, "3000.00", more: facts), "assessment")!, "");
        Assert.Contains("no document shows, so it was not counted", Flat(letter), StringComparison.Ordinal);
        Assert.DoesNotContain("- What you stated", Text(letter, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_ByMeansAndStricterTerms_NamesTheLowerLimit()
    {
        var (client, _) = await host.Lender("A-1");
        const string Terms = ""","facts":{"terms":{"ratio_max":0.425}}""";
        var letter = await Letter(client, Text(await Made(client, "3000.00", more: Terms), "assessment")!, "");
        Assert.Equal(["affordability", "terms"], Words(letter, "refused_by"));
        var ratios = letter.GetProperty("reasons").EnumerateArray()
            .Where(static each => Text(each, "code") == "affordability.debts_high");
        Assert.EndsWith("we lend up to 42.5 %.", Text(Assert.Single(ratios), "text"), StringComparison.Ordinal);
    }

    /// <summary>What was not known is named; where all was known, nothing true is left to be said.</summary>
    [Fact]
    public async Task Refusals_ByAScoreWithoutReasons_NeverSayThatMeansAreUnknown()
    {
        var (client, _) = await host.Lender("A-1");
        var body = (await Made(client, "1800.00")).Deserialize(ContractJson.Default.CreditAssessmentBody)!;
        body = body with { Reasons = [] };
        _ = Currency.TryParse("MYR", out var ringgit);
        Refusals Of(bool balances) => new(
            new KeptAssessment(body, body, [new KeptFigures(0, [], 1, 0, 0, 1, 0, 0, false)
            {
                Basis = new KeptBasis(1, 2, 3, balances, [], [], 0, 0),
            }]), ringgit, AffordabilityWord.Strained, 1000);
        Assert.Equal(RefusalReason.BalancesUnknown, Assert.Single(Of(balances: false).OfUnknown).Reason);
        Assert.False(Of(balances: false).IsUnexplained);
        Assert.True(Of(balances: true).IsUnexplained);
    }

    [Fact]
    public async Task Changes_OfTheScore_AreNamedOnlyIfEveryOtherAccountReachesIt()
    {
        var (client, _) = await host.Lender("A-1");
        var body = (await Made(client, "1800.00")).Deserialize(ContractJson.Default.CreditAssessmentBody)!;
        _ = Currency.TryParse("MYR", out var ringgit);
        var least = body.Score!.Value + 50;
        IReadOnlyList<LetterChangeBody> With(int other)
        {
            var both = body with
            {
                Accounts = [body.Accounts[0], body.Accounts[0] with { Decides = false, Score = other }],
            };
            var figures = new KeptFigures(0, [], 1, 0, 0, 1, 0, 0, false)
            {
                Basis = new KeptBasis(1, 2, 3, true, [least], [least], 1, least),
            };
            var kept = new KeptAssessment(both, both, [figures, figures]);
            var refusals = new Refusals(kept, ringgit, AffordabilityWord.Strained, least);
            return new LetterChanges(kept, refusals, ringgit, AffordabilityWord.Strained, least)
                .In(ReasonLanguage.English);
        }

        Assert.Contains(With(least), static change => change.Kind == "score");
        Assert.DoesNotContain(With(least - 1), static change => change.Kind == "score");
    }

    [Fact]
    public void Day_OfALetter_IsTheTenants()
    {
        var now = new DateTimeOffset(2026, 3, 9, 20, 0, 0, TimeSpan.Zero);
        Assert.Equal(10, LetterEndpoints.TimeIn("Asia/Kuala_Lumpur", now).Day);
        Assert.Equal(9, LetterEndpoints.TimeIn(null, now).Day);
    }

    [Fact]
    public async Task Letter_OfMissingData_NamesWhatIsMissing()
    {
        var (_, client) = await host.Tenant("ingest", "history", "read");
        await client.Send(
            Loans.Line("A-9", "one", Loans.Today.AddDays(-3), "5.00", "debit", "groceries", "Kedai"),
            "?mode=history&answers=errors");
        var letter = await Letter(client, await Assess(client, "10.00", "A-9"), "");
        Assert.Equal(["insufficient_data"], Words(letter, "refused_by"));
        Assert.Contains("more days are needed", Flat(letter), StringComparison.Ordinal);
        Assert.Contains("1 transaction from", Flat(letter), StringComparison.Ordinal);
        Assert.Empty(letter.GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task Letter_ByTheLendersTerms_SaysSoAndNamesTheCap()
    {
        var (client, _) = await host.Lender("A-1");
        const string Cap = ""","facts":{"terms":{"without_bureau":"cap","cap":"9000.00"}}""";
        var letter = await Letter(client, Text(await Made(client, "1800.00", more: Cap), "assessment")!, "");
        Assert.Equal(["terms"], Words(letter, "refused_by"));
        Assert.Equal(("amount", "9000.00"), (
            Text(letter.GetProperty("changes")[0], "kind"), Text(letter.GetProperty("changes")[0], "value")));

        const string Refuse = ""","facts":{"terms":{"without_bureau":"refuse"}}""";
        var other = await Letter(client, Text(await Made(client, "1800.00", more: Refuse), "assessment")!, "");
        Assert.Equal("terms.no_bureau", Text(other.GetProperty("reasons")[0], "code"));
    }

    /// <summary>Whatever is asked for later, the letter is the one that was sent.</summary>
    [Fact]
    public async Task Letter_MadeOnce_IsTheSameBytesWhenReadOrAskedForAgain()
    {
        var (client, _) = await host.Lender("A-1");
        var id = await Assess(client, "3000.00");
        Assert.Equal("not_found", Text(
            await EngineHost.Json(client, HttpMethod.Get, $"{Path}/{id}/letter", status: 404), "code"));
        var made = await Letter(client, id, "");
        var again = await Letter(client, id, ",\"score_min\":999,\"affordability_max\":\"affordable\"");
        var read = await EngineHost.Json(client, HttpMethod.Get, $"{Path}/{id}/letter");
        Assert.Equal((made.GetRawText(), made.GetRawText()), (again.GetRawText(), read.GetRawText()));

        // Two that are made at once are one.
        var raced = await Assess(client, "3000.00");
        var both = await Task.WhenAll(Letter(client, raced, ""), Letter(client, raced, ",\"score_min\":999"));
        Assert.Equal(both[0].GetRawText(), both[1].GetRawText());
    }

    [Theory]
    [InlineData("""{"contact":"Street"}""", "lender")]
    [InlineData("""{"lender":" ","contact":"Street"}""", "lender")]
    [InlineData("""{"lender":"Bank","contact":"a\u0007b"}""", "contact")]
    [InlineData("""{"lender":"Bank","contact":"Street","score_min":0}""", "score_min")]
    [InlineData("""{"lender":"Bank","contact":"Street","affordability_max":"unknown"}""", "affordability_max")]
    public async Task Request_ThatCannotBeWritten_IsRefusedByField(string body, string field)
    {
        var (client, _) = await host.Lender("A-1");
        var id = await Assess(client, "3000.00");
        var problem = await EngineHost.Json(client, HttpMethod.Post, $"{Path}/{id}/letter", body, status: 400);
        Assert.Equal(field, Text(problem, "field"));
    }

    private static async Task<string> Assess(HttpClient client, string instalment, string account = "A-1") =>
        Text(await Made(client, instalment, account), "assessment")!;

    private static Task<JsonElement> Made(
        HttpClient client, string instalment, string account = "A-1", string more = "") =>
        EngineHost.Json(client, HttpMethod.Post, Path, Loans.Of(account)
            .Replace("1800.00", instalment, StringComparison.Ordinal)
            .Replace("\"months\":12", "\"months\":12" + more, StringComparison.Ordinal), status: 201);

    private static Task<JsonElement> Letter(HttpClient client, string id, string more, int status = 200) =>
        EngineHost.Json(client, HttpMethod.Post, $"{Path}/{id}/letter",
            $$"""{"lender":"Example Bank","contact":"P.O. Box 1"{{more}}}""", status: status);

    private static string Flat(JsonElement letter) =>
        Text(letter, "text")!.Replace('\n', ' ').Replace("  ", " ", StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Words(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(static each => each.GetString());
}
