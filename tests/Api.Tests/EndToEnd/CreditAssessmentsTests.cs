using System.Net;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Loans applied for, over the host as it is and PostgreSQL.</summary>
public sealed class CreditAssessmentsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Path = "/v1/credit-assessments";

    [Fact]
    public async Task Assessment_WithoutACard_IsNotCalibratedAndKeptWordForWord()
    {
        var (client, _) = await host.Lender("A-1");

        var made = await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"));
        var (body, id) = (made.Body, made.Body.GetProperty("assessment").GetString()!);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(("not_calibrated", JsonValueKind.Null), (Text(body, "state"), body.GetProperty("pd").ValueKind));
        Assert.InRange(body.GetProperty("score").GetInt32(), 0, 1_000);
        Assert.InRange(body.GetProperty("reasons").GetArrayLength(), 1, 4);
        Assert.Equal(body.GetProperty("reasons").GetArrayLength(),
            body.GetProperty("letter").GetProperty("reasons").GetArrayLength());
        Assert.Equal(("6000.00", "strained"), (
            Text(body.GetProperty("affordability"), "income_monthly"),
            Text(body.GetProperty("affordability"), "finding")));
        var account = body.GetProperty("accounts")[0];
        Assert.True(account.GetProperty("sequence").GetInt64() > 100);
        Assert.Equal(16, Text(account, "state_hash")!.Length);
        Assert.Equal(JsonValueKind.Null, account.GetProperty("credit_model").ValueKind);

        var shown = await Send(client, HttpMethod.Get, $"{Path}/{id}");
        Assert.Equal((HttpStatusCode.OK, body.GetRawText()), (shown.Status, shown.Body.GetRawText()));
        var malay = await Send(client, HttpMethod.Get, $"{Path}/{id}", language: "ms");
        Assert.Equal("ms", Text(malay.Body.GetProperty("letter"), "language"));
        Assert.NotEqual(body.GetProperty("letter").GetProperty("reasons").GetRawText(),
            malay.Body.GetProperty("letter").GetProperty("reasons").GetRawText());
        Assert.Equal(body.GetProperty("score").GetInt32(), malay.Body.GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task Assessment_UnderTheActiveCard_HasItsProbabilityAndNamesIt()
    {
        var (client, tenant) = await host.Lender("A-1");
        var hash = await host.PutUp(tenant);

        var body = (await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"))).Body;

        Assert.Equal("calibrated", Text(body, "state"));
        Assert.InRange(body.GetProperty("pd").GetDouble(), double.Epsilon, 1);
        var account = body.GetProperty("accounts")[0];
        Assert.Equal((hash, 1), (Text(account, "credit_model"), account.GetProperty("model_deployment").GetInt32()));
        Assert.Equal(body.GetProperty("pd").GetDouble(), account.GetProperty("pd").GetDouble());
    }

    [Fact]
    public async Task Counterfactual_OfAnAssessment_ReachesTheScoreWhenItIsAskedFor()
    {
        var (client, tenant) = await host.Lender("A-1");
        var plain = Text((await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"))).Body, "assessment");
        await host.PutUp(tenant);
        var made = (await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"))).Body;
        var target = made.GetProperty("score").GetInt32() + 3;

        var found = (await Send(
            client, HttpMethod.Get, $"{Path}/{Text(made, "assessment")}/counterfactual?score={target}")).Body;

        Assert.Equal(("found", "request.instalment"), (
            Text(found, "result"), Text(found.GetProperty("change"), "feature")));
        var instead = (await Send(client, HttpMethod.Post, Path, Loans.Of("A-1").Replace(
            "1800.00", Text(found.GetProperty("change"), "instead"), StringComparison.Ordinal))).Body;
        Assert.Equal(target, instead.GetProperty("score").GetInt32());
        Assert.Equal(target, found.GetProperty("change").GetProperty("score").GetInt32());
        var none = (await Send(client, HttpMethod.Get, $"{Path}/{plain}/counterfactual?score={target}")).Body;
        Assert.Equal(("not_calibrated", JsonValueKind.Null), (
            Text(none, "result"), none.GetProperty("change").ValueKind));
        await EngineHost.Json(client, HttpMethod.Get, $"{Path}/{plain}/counterfactual", status: 400);
    }

    [Fact]
    public async Task Counterfactual_OfAReviewedPayment_IsMilderWhenItIsTried()
    {
        var (client, _) = await host.Lender("A-1");
        var body = Recent.Line("big", "A-1", "\"90000.00\"");
        var made = await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions?mode=what_if", body);
        Assert.Equal("review", Text(made, "outcome"));
        made = await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", body);

        var found = await EngineHost.Json(
            client, HttpMethod.Get, $"/v1/decisions/{Text(made, "decision")}/counterfactual");

        Assert.Equal(("found", "review", "approve"), (
            Text(found, "result"), Text(found, "outcome"), Text(found.GetProperty("change"), "outcome")));
        Assert.InRange(found.GetProperty("change").GetProperty("distance").GetDouble(), 0.01, 1);
    }

    [Fact]
    public async Task Assessment_OfACustomerWithTwoAccounts_IsTheWeakersAndAddsTheirMeans()
    {
        var (client, _) = await host.Lender("A-1", "A-2");
        foreach (var account in (string[])["A-1", "A-2"])
        {
            await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts",
                $$"""{"account":"{{account}}","customers":["anna"]}""");
        }

        var body = (await Send(client, HttpMethod.Post, Path, Loans.Of("A-1").Replace(
            "\"accounts\":[\"A-1\"]", "\"customer\":\"anna\"", StringComparison.Ordinal))).Body;

        var accounts = body.GetProperty("accounts").EnumerateArray().ToList();
        Assert.Equal(["A-1", "A-2"], accounts.Select(each => Text(each, "account")).Order());
        Assert.Equal(accounts.Min(each => each.GetProperty("score").GetInt32()), body.GetProperty("score").GetInt32());
        Assert.Equal(1, accounts.Count(each => each.GetProperty("decides").GetBoolean()));
        Assert.All(accounts, each => Assert.Equal(1, each.GetProperty("holders").GetInt32()));
        Assert.Equal("12000.00", Text(body.GetProperty("affordability"), "income_monthly"));
        Assert.StartsWith("cus_", Text(body, "customer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assessment_SentAgainUnderItsKey_IsMadeOnce()
    {
        var (client, _) = await host.Lender("A-1");
        var first = await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"), repeat: "k-1");
        var again = await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"), repeat: "k-1");
        var other = await Send(client, HttpMethod.Post, Path, Loans.Of("A-1"));
        Assert.Equal(Text(first.Body, "assessment"), Text(again.Body, "assessment"));
        Assert.NotEqual(Text(first.Body, "assessment"), Text(other.Body, "assessment"));
    }

    [Theory]
    [InlineData("\"currency\":\"MYR\"", "\"currency\":\"EUR\"", 409, "other_currency", "currency")]
    [InlineData("\"currency\":\"MYR\"", "\"currency\":\"MYX\"", 400, "currency_unknown", "currency")]
    [InlineData("\"currency\":\"MYR\",", "", 400, "field_missing", "currency")]
    [InlineData("\"12000.00\"", "\"12000.001\"", 400, "too_many_decimals", "amount")]
    [InlineData("\"1800.00\"", "\"0\"", 400, "number_out_of_range", "instalment")]
    [InlineData("\"months\":12", "\"months\":601", 400, "number_out_of_range", "months")]
    [InlineData("\"months\":12", "\"months\":12,\"as_of\":\"2199-01-01\"", 400, "day_to_come", "as_of")]
    [InlineData("\"months\":12", "\"months\":12,\"holders\":0", 400, "number_out_of_range", "holders")]
    [InlineData("\"months\":12", "\"months\":12,\"customer\":\"anna\"", 400, "field_conflict", "customer,accounts")]
    [InlineData("\"accounts\":[\"A-1\"]", "\"accounts\":[]", 400, "number_out_of_range", "accounts")]
    [InlineData("\"accounts\":[\"A-1\"]", "\"accounts\":[\"A-9\"]", 404, "not_found", null)]
    [InlineData("\"accounts\":[\"A-1\"]", "\"customer\":\"nobody\"", 404, "not_found", "customer")]
    [InlineData("\"months\":12", "\"months\":12,\"colour\":1", 400, "field_unknown", "colour")]
    public async Task Assessment_OfNoUse_IsRefusedByItsField(
        string part, string otherwise, int status, string code, string? field)
    {
        var (_, client) = await host.Tenant("ingest", "read");
        await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", Recent.Line());

        var refused = await EngineHost.Json(
            client, HttpMethod.Post, Path, Loans.Of("A-1").Replace(part, otherwise, StringComparison.Ordinal), status);

        Assert.Equal(code, Text(refused, "code"));
        Assert.Equal(field, refused.TryGetProperty("field", out var named) ? named.GetString() : null);
    }

    [Fact]
    public async Task Assessment_OfAYoungAccount_SaysWhatIsMissingAndNoScore()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", Recent.Line());
        var body = await EngineHost.Json(client, HttpMethod.Post, Path, Loans.Of("A-1"));
        Assert.Equal(("insufficient_history", JsonValueKind.Null, JsonValueKind.Null, "unknown"), (
            Text(body, "state"), body.GetProperty("score").ValueKind, body.GetProperty("pd").ValueKind,
            Text(body.GetProperty("affordability"), "finding")));
        Assert.Contains("29 transactions", body.GetProperty("needs").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, body.GetProperty("letter").GetProperty("reasons").GetArrayLength());
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Send(
        HttpClient client, HttpMethod method, string path, string? body = null, string? language = null,
        string? repeat = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : Wire.Content(body, "application/json"),
        };
        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        if (repeat is not null)
        {
            request.Headers.Add("Idempotency-Key", repeat);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (response.StatusCode, JsonDocument.Parse(text).RootElement);
    }
}
