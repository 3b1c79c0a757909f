using System.Globalization;
using System.Text.Json;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// Customers' consents over the host as it is and PostgreSQL: what they let in, and what they let be seen.
/// </summary>
public sealed class ConsentsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Consents = "/v1/consents";

    [Fact]
    public async Task Consent_Given_IsShownListedAndChangesTheTenantByAnIdAlone()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest");
        var first = await Give(client, "C-first");
        var second = await Give(client, "C-second", ",\"history_days\":30,\"purpose\":\"fraud_prevention\"");

        var shown = await EngineHost.Json(client, HttpMethod.Get, $"{Consents}/{Id(second)}");
        var page = await EngineHost.Json(client, HttpMethod.Get, $"{Consents}?limit=1");
        var rest = await EngineHost.Json(client, HttpMethod.Get, $"{Consents}?after={page.GetProperty("after")}");
        var changes = await EngineHost.Json(client, HttpMethod.Get, $"/v1/tenants/{tenant}/changes");

        Assert.Equal(second.GetRawText(), shown.GetRawText());
        Assert.Equal(
            ("C-second", "fraud_prevention", 30, "live"),
            (Text(shown, "subject"), Text(shown, "purpose"), shown.GetProperty("history_days").GetInt32(),
                Text(shown, "status")));
        Assert.StartsWith("cus_", Text(shown, "customer"), StringComparison.Ordinal);
        Assert.Equal([Id(second), Id(first)], Items(page).Concat(Items(rest)));
        Assert.Equal("consent_given", Text(changes.GetProperty("items")[0], "kind"));
        Assert.DoesNotContain("C-second", changes.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await host.Database.Ask<long>(
            "select count(*) from risk.consents c where c::text like '%432d7365636f6e64%'")); // "C-second" in hex
    }

    [Theory]
    [InlineData("""{"subject":"a b","to":"2099-01-01T00:00:00Z","purpose":"credit_underwriting"}""", "id_invalid",
        "subject")]
    [InlineData("""{"subject":"C","to":"2099-01-01T00:00:00Z","purpose":"else"}""", "value_unknown", "purpose")]
    [InlineData("""{"subject":"C","to":"2019-01-01T00:00:00Z","purpose":"credit_underwriting"}""", "time_out_of_range",
        "to")]
    [InlineData("""{"subject":"C","purpose":"credit_underwriting"}""", "field_missing", "to")]
    [InlineData(
        """{"subject":"C","to":"2099-01-01T00:00:00Z","purpose":"credit_underwriting","history_days":0}""",
        "number_out_of_range", "history_days")]
    public async Task Consent_ThatCannotBeMeant_NamesItsField(string body, string code, string field)
    {
        var (_, client) = await host.Tenant("admin");

        var problem = await EngineHost.Json(client, HttpMethod.Post, Consents, body, 400);

        Assert.Equal((code, field), (Text(problem, "code"), Text(problem, "field")));
    }

    /// <summary>Where the tenant demands consents; another tenant's is none, as one is that is not there.</summary>
    [Fact]
    public async Task Lines_WithoutALiveConsent_AreRefusedByName()
    {
        var (_, client) = await Demanding();
        var (_, other) = await Demanding();
        var live = Id(await Give(client, "C-1"));
        var theirs = Id(await Give(other, "C-1"));
        var later = Id(await Give(client, "C-1", ",\"from\":\"2098-01-01T00:00:00Z\""));
        var over = Id(await Give(client, "C-1"));
        await Expire(over);
        await other.Send(Line("t", theirs)); // it is in this process's memory now
        var unknown = "cns_" + new string('a', 26);

        var answers = await client.Send(string.Concat(
            Line("a", null), Line("b", live), Line("c", theirs), Line("d", later), Line("e", over), Line("f", unknown),
            Line("g", "x")));

        Assert.Equal(
            ["consent_missing", "", "consent_missing", "consent_missing", "consent_expired", "consent_missing",
                "consent_missing"],
            answers.SkipLast(1).Select(Came));
        Assert.Equal("consent", answers[0].GetProperty("error").GetProperty("field").GetString());
        Assert.Equal(1, answers[^1].GetProperty("scored").GetInt64());
        Assert.Equal("", Came((await client.Send(Line("h", null), $"?consent={live}"))[0]));
    }

    [Fact]
    public async Task Lines_FromBeforeWhatTheConsentReachesBackTo_AreRefused()
    {
        var (_, client) = await Demanding();
        var consent = Id(await Give(client, "C-1", ",\"history_days\":2"));

        var answers = await client.Send(Line("near", consent, days: 1) + Line("far", consent, days: 3));

        Assert.Equal(["", "consent_missing"], answers.SkipLast(1).Select(Came));
    }

    [Fact]
    public async Task Revocation_Answered_LetsNothingMoreInAndClosesTheAccountsThatHaveData()
    {
        var (_, client) = await host.Tenant("admin", "ingest", "read");
        var consent = Id(await Give(client, "C-1"));
        var account = Text((await client.Send(Line("t-1", consent)))[0], "account_id");
        var free = Text((await client.Send(Line("t-1", null, account: "A-2")))[0], "account_id");

        var revoked = await EngineHost.Json(client, HttpMethod.Post, $"{Consents}/{consent}/revoke");
        var again = await EngineHost.Json(client, HttpMethod.Post, $"{Consents}/{consent}/revoke");

        Assert.Equal(("revoked", 1), (Text(revoked, "status"), revoked.GetProperty("accounts_frozen").GetInt32()));
        Assert.Equal(Text(revoked, "revoked_at"), Text(again, "revoked_at"));
        Assert.Equal("consent_revoked", Came((await client.Send(Line("t-2", consent)))[0]));
        var closed = new[]
        {
            $"/v1/accounts/{account}", $"/v1/accounts/{account}/transactions", $"/v1/accounts/{account}/decisions",
        };
        foreach (var path in closed)
        {
            var problem = await EngineHost.Json(client, HttpMethod.Get, path, status: 403);
            Assert.Equal("consent_revoked", Text(problem, "code"));
        }

        var loan = """{"accounts":["A-1"],"currency":"MYR","amount":"9.00","instalment":"1.00","months":9}""";
        await EngineHost.Json(client, HttpMethod.Post, "/v1/credit-assessments", loan, 403);
        await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"A-1"}""", 403);
        await EngineHost.Json(client, HttpMethod.Get, $"/v1/accounts/{free}");
        var accounts = await EngineHost.Json(client, HttpMethod.Get, "/v1/accounts");
        Assert.Equal([account], accounts.GetProperty("unavailable").EnumerateArray().Select(each => each.GetString()));
    }

    [Fact]
    public async Task Revocation_WhereTheTenantTakesDataBack_LeavesAccountsAsIfTheyNeverHadThem()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        await EngineHost.Json(client, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"revoked_data":"take_back"}""");
        var consent = Id(await Give(client, "C-1"));
        var account = Text((await client.Send(
            Line("t-1", null, days: 3) + Line("c-1", consent, days: 2) + Line("t-2", null)))[0], "account_id");
        var twin = Text((await client.Send(
            Line("t-1", null, days: 3, account: "A-2") + Line("t-2", null, account: "A-2")))[0], "account_id");
        var whole = Text((await client.Send(Line("c-1", consent, account: "A-3")))[0], "account_id");

        var revoked = await EngineHost.Json(client, HttpMethod.Post, $"{Consents}/{consent}/revoke");

        Assert.Equal(0, revoked.GetProperty("accounts_frozen").GetInt32());
        Assert.Equal(["t-2", "t-1"], await Transactions(client, account));
        Assert.Equal(await Figures(client, twin), await Figures(client, account));
        Assert.Empty(await Transactions(client, whole));
        var again = await client.Send(Line("c-1", null, days: 2)); // under no consent it may come again
        Assert.Equal("", Came(again[0]));
    }

    /// <summary>A load's check says what its commit will, and a draft does not outlive its consent.</summary>
    [Fact]
    public async Task Load_UnderAConsent_IsCheckedByItAndTakenBackWithIt()
    {
        var (tenant, client) = await host.Tenant("admin", "history", "read");
        await EngineHost.Json(
            client, HttpMethod.Put, $"/v1/tenants/{tenant}",
            """{"requires_consent":true,"revoked_data":"take_back"}""");
        var consent = Id(await Give(client, "C-1", ",\"history_days\":3"));
        var statement = $"""
            Date,Description,Debit,Credit
            {Day(30)},OLD RENT,1200.00,
            {Day(1)},SALARY,,3200.00
            """;
        const string Query = "?account=A-1&currency=MYR";

        var without = await client.Load(Query, 403, ("a.csv", System.Text.Encoding.UTF8.GetBytes(statement)));
        var load = await client.Load($"{Query}&consent={consent}", statement);
        var second = await client.Load($"{Query}&consent={consent}", statement);

        Assert.Equal("consent_missing", Text(without, "code"));
        Assert.Equal(consent, Text(load, "consent"));
        Assert.Equal([2, 1, 0, 0, 0, 1], load.Counts());
        Assert.Equal(
            "consent_missing", Text((await client.Rows(load, "&outcome=refused")).Single(), "code"));
        await client.Commit(load);
        var account = Text(await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"A-1"}"""), "account_id");
        Assert.Single(await Transactions(client, account));
        await EngineHost.Json(client, HttpMethod.Post, $"{Consents}/{consent}/revoke");
        Assert.Empty(await Transactions(client, account));
        Assert.Equal("consent_revoked", Text(await client.Commit(second, 403), "code"));
        Assert.Empty(await Transactions(client, account));
    }

    [Fact]
    public async Task Load_OfAnAccountThatARevocationCloses_ShowsItsScoresNoMore()
    {
        var (_, client) = await host.Tenant("admin", "ingest", "history", "read");
        var consent = Id(await Give(client, "C-1"));
        await client.Send(Line("t-1", consent, days: 9));
        var load = await client.Load(
            "?account=A-1&currency=MYR", $"Date,Description,Debit,Credit\n{Day(1)},SALARY,,3200.00\n");
        async Task<JsonValueKind> Before() =>
            (await client.AccountsOf(load))[0].GetProperty("before").ValueKind;
        Assert.Equal(JsonValueKind.Object, await Before());

        await EngineHost.Json(client, HttpMethod.Post, $"{Consents}/{consent}/revoke");

        Assert.Equal(JsonValueKind.Null, await Before());
    }

    private static string Day(int ago) => TimeProvider.System.GetUtcNow().AddDays(-ago)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<List<string>> Transactions(HttpClient client, string account)
    {
        var page = await EngineHost.Json(client, HttpMethod.Get, $"/v1/accounts/{account}/transactions");
        return [.. page.GetProperty("items").EnumerateArray()
            .Select(static each => Text(each.GetProperty("transaction"), "id"))];
    }

    private static async Task<string> Figures(HttpClient client, string account)
    {
        var body = await EngineHost.Json(client, HttpMethod.Get, $"/v1/accounts/{account}");
        return body.GetProperty("credit").GetRawText() + body.GetProperty("transactions").GetRawText();
    }

    private async Task<(string Tenant, HttpClient Client)> Demanding()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        var changed = await EngineHost.Json(
            client, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"requires_consent":true}""");
        Assert.Equal((true, "freeze"), (changed.GetProperty("requires_consent").GetBoolean(),
            Text(changed, "revoked_data")));
        return (tenant, client);
    }

    private static Task<JsonElement> Give(HttpClient client, string subject, string more = "")
    {
        var purpose = more.Contains("purpose", StringComparison.Ordinal) ? "" : ",\"purpose\":\"credit_underwriting\"";
        return EngineHost.Json(
            client, HttpMethod.Post, Consents,
            $$"""{"subject":"{{subject}}","to":"2099-01-01T00:00:00Z"{{purpose}}{{more}}}""", 201);
    }

    private Task Expire(string consent) => host.Database.Execute(
        $"""
        update risk.consents set begins_at = 1, ends_at = 2 where id = '\x{Convert.ToHexString(
            Core.Accounts.AccountKey.TryParse(consent.AsSpan(4), out var id) ? id.ToBytes() : [])}'
        """);

    private static string Line(string id, string? consent, int days = 1, string account = "A-1")
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-days)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var line = Wire.Line(id, account, at: at).TrimEnd();
        return (consent is null ? line : $"{line[..^1]},\"consent\":\"{consent}\"}}") + "\n";
    }

    private static string Came(JsonElement answer) =>
        answer.TryGetProperty("error", out var error) ? Text(error, "code") : "";

    private static string Id(JsonElement consent) => Text(consent, "consent");

    private static IEnumerable<string> Items(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(Id);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
