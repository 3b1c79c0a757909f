using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Files loaded as drafts, over PostgreSQL.</summary>
public sealed class LoadsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Statement = """
        Date,Description,Debit,Credit,Balance
        25/09/2026,SALARY ACME MFG,,3200.00,4176.00
        26/09/2026,POS PURCHASE FRESH MART,12.00,,4164.00
        26/09/2026,POS PURCHASE FRESH MART,12.00,,4152.00
        28/09/2026,RENT,1200.00,,2952.00
        """;

    [Fact]
    public async Task Load_StatementWithoutIds_IsCheckedCommittedAndKnownTheSecondTime()
    {
        var (tenant, client) = await host.Tenant("history", "read");
        var load = await client.Load("?account=A-1&currency=MYR", Statement);

        Assert.Equal(new[] { 4, 4, 0, 0, 0, 0 }, load.Counts());
        Assert.Equal("draft", load.GetProperty("state").GetString());
        var account = Assert.Single(await client.AccountsOf(load));
        Assert.Equal("A-1", account.GetProperty("account").GetString());
        Assert.False(account.GetProperty("known").GetBoolean());
        Assert.Equal(("976.00", "2952.00", true),
            (account.GetProperty("opening").GetString(), account.GetProperty("closing").GetString(),
                account.GetProperty("adds_up").GetBoolean()));
        Assert.Equal(("3200.00", "1224.00"),
            (account.GetProperty("money_in").GetString(), account.GetProperty("money_out").GetString()));
        await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"A-1"}""", status: 404);

        var done = await client.Commit(load);
        Assert.Equal(("committed", 4, 0), (done.GetProperty("state").GetString(),
            done.GetProperty("commit").GetProperty("rows_done").GetInt32(),
            done.GetProperty("commit").GetProperty("refused").GetInt32()));
        Assert.Equal(4, (await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"A-1"}""")).GetProperty("transactions")
            .GetInt32());

        Assert.Equal(new[] { 4, 0, 4, 0, 0, 0 }, (await client.Load("?account=A-1&currency=MYR", Statement)).Counts());
        Assert.Equal("committed", (await client.Commit(load)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Loads_DraftsAndCommitted_AreListedNewestFirstPageByPage()
    {
        var (_, client) = await host.Tenant("history", "analyst");
        var (_, stranger) = await host.Tenant("history");
        var (loads, made) = (new List<JsonElement>(), new List<string>());
        for (var n = 0; n < 5; n++)
        {
            loads.Insert(0, await client.Load($"?account=A-{n}&currency=MYR", Statement));
            made.Insert(0, loads[0].Id());
        }

        await client.Commit(loads[^1]);
        var thrown = await client.Load("?account=A-9&currency=MYR", Statement);
        using (var deleted = await client.DeleteAsync(new Uri($"/v1/loads/{thrown.Id()}", UriKind.Relative)))
        {
            Assert.Equal(System.Net.HttpStatusCode.NoContent, deleted.StatusCode);
        }

        var (read, states) = (new List<string>(), new List<string?>());
        for (var (after, more) = ("", true); more;)
        {
            var page = await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads?limit=2{after}");
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(LoadCalls.Id));
            states.AddRange(page.GetProperty("items").EnumerateArray().Select(
                static each => each.GetProperty("state").GetString()));
            more = page.GetProperty("has_more").GetBoolean();
            after = more ? $"&after={page.GetProperty("after").GetString()}" : "";
        }

        Assert.Equal(made, read);
        Assert.Equal(["draft", "draft", "draft", "draft", "committed"], states);
        var third = Uri.EscapeDataString(loads[2].GetProperty("created_at").GetString()!);
        Assert.Equal(made[..3], await Listed($"?from={third}"));
        Assert.Equal(made[3..], await Listed($"?to={third}"));
        Assert.Equal(made[4..], await Listed($"?to={third}&after={made[3]}"));
        Assert.Empty((await EngineHost.Json(stranger, HttpMethod.Get, "/v1/loads")).GetProperty("items")
            .EnumerateArray());
        foreach (var (caller, wrong) in new[] { (client, "nothing"), (client, thrown.Id()), (stranger, made[0]) })
        {
            var refused = await EngineHost.Json(caller, HttpMethod.Get, $"/v1/loads?after={wrong}", status: 400);
            Assert.Equal("after", refused.GetProperty("field").GetString());
        }

        async Task<List<string>> Listed(string query) =>
            [.. (await EngineHost.Json(client, HttpMethod.Get, "/v1/loads" + query)).GetProperty("items")
                .EnumerateArray().Select(LoadCalls.Id)];
    }

    [Fact]
    public async Task Load_NewestFirst_EndsInTheStateOfTheOtherOrder()
    {
        var (_, one) = await host.Tenant("history", "read");
        var (_, other) = await host.Tenant("history", "read");
        var lines = Year(90);

        await one.Commit(await one.Load("", string.Join('\n', lines)));
        var turned = await other.Load("", string.Join('\n', lines.AsEnumerable().Reverse()));
        Assert.True(Assert.Single(await other.AccountsOf(turned)).GetProperty("turned").GetBoolean());
        await other.Commit(turned);

        const string ask = """{"account":"A-7"}""";
        var expected = await EngineHost.Json(one, HttpMethod.Post, "/v1/accounts/lookup", ask);
        var shown = await EngineHost.Json(other, HttpMethod.Post, "/v1/accounts/lookup", ask);
        Assert.All((string[])["transactions", "as_of", "balance", "last_anomaly", "credit"], part =>
            Assert.Equal(expected.GetProperty(part).GetRawText(), shown.GetProperty(part).GetRawText()));
    }

    [Fact]
    public async Task Load_OlderThanTheAccount_IsTakenByRebuildingIt()
    {
        var (_, one) = await host.Tenant("history", "read");
        var (_, other) = await host.Tenant("history", "read");
        var lines = Year(600);
        await one.Commit(await one.Load("", string.Join('\n', lines)));

        await other.Commit(await other.Load("", string.Join('\n', lines.Skip(590))));
        var load = await other.Load("", string.Join('\n', lines));
        Assert.Equal(new[] { 600, 590, 10, 0, 0, 0 }, load.Counts());
        var account = Assert.Single(await other.AccountsOf(load));
        Assert.True(account.GetProperty("after_rebuild").GetBoolean());
        var done = await other.Commit(load);
        Assert.Equal(0, done.GetProperty("commit").GetProperty("refused").GetInt32());

        const string ask = """{"account":"A-7"}""";
        var expected = await EngineHost.Json(one, HttpMethod.Post, "/v1/accounts/lookup", ask);
        var shown = await EngineHost.Json(other, HttpMethod.Post, "/v1/accounts/lookup", ask);
        Assert.Equal((1, 0), (shown.GetProperty("revision").GetInt32(), shown.GetProperty("waiting").GetInt32()));
        Assert.All((string[])["transactions", "as_of", "balance", "last_anomaly", "credit"], part =>
            Assert.Equal(expected.GetProperty(part).GetRawText(), shown.GetProperty(part).GetRawText()));
    }

    [Fact]
    public async Task Load_ProvidersCorrection_TakesThePlaceOfTheRow()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load("?account=A-1", Sync("added", "20.00")));
        var load = await client.Load("?account=A-1", Sync("modified", "23.50"));
        Assert.Equal(new[] { 1, 1, 0, 0, 0, 0 }, load.Counts());
        Assert.True(Assert.Single(await client.AccountsOf(load)).GetProperty("after_rebuild").GetBoolean());
        Assert.Equal(0, (await client.Commit(load)).GetProperty("commit").GetProperty("refused").GetInt32());

        var account = await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"A-1"}""");
        Assert.Equal((1, 1, 0), (account.GetProperty("transactions").GetInt32(),
            account.GetProperty("revision").GetInt32(), account.GetProperty("waiting").GetInt32()));

        static string Sync(string part, string amount) => $$"""
            {"{{part}}":[{"account_id":"acc","transaction_id":"p-1","amount":{{amount}},"iso_currency_code":"MYR",
            """ + $$"""
            "date":"2026-09-01","name":"FRESH MART","pending":false}],"{{(part == "added" ? "modified" : "added")}}":[],
            """ + """
            "removed":[],"next_cursor":"c","has_more":false}
            """;
    }

    [Fact]
    public async Task Load_AccountChangedSince_IsStaleAndTakesNothing()
    {
        var (tenant, client) = await host.Tenant("history", "read");
        var load = await client.Load("", string.Join('\n', Year(10)));
        using var live = host.Client(await host.Key(tenant, "ingest"));
        await live.Send(Recent.Line("T-1", account: "A-7") + "\n");

        var refused = await client.Commit(load, status: 409);
        Assert.Equal("draft_stale", refused.GetProperty("code").GetString());
        Assert.Equal("a.txt line 1", refused.GetProperty("cause").GetString());
        Assert.Equal(1, (await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"A-7"}""")).GetProperty("transactions")
            .GetInt32());
    }

    [Fact]
    public async Task Load_SameRowsUnderOtherIds_AreNamedAndLeftOut()
    {
        var (_, client) = await host.Tenant("history", "read");
        const string ours = """
            {"id":"B-1","account":"A-1","date":"2026-09-28","amount":"1200.00","currency":"MYR",
            """ + """
            "direction":"debit","description":"Rent Taman Jaya"}
            """;
        var load = await client.Load("?currency=MYR&account=A-1", Statement, ours);
        Assert.Equal(new[] { 5, 4, 0, 0, 1, 0 }, load.Counts());
        var twin = Assert.Single(await client.Rows(load, "&outcome=likely"));
        Assert.Equal("b.txt", twin.GetProperty("file").GetString());
        await client.Commit(load);

        // Recorded by now: another file alone has the twin of a recorded row.
        Assert.Equal(new[] { 1, 0, 0, 0, 1, 0 }, (await client.Load("", ours)).Counts());
        Assert.Equal(new[] { 1, 1, 0, 0, 0, 0 }, (await client.Load("?twins=take", ours)).Counts());
    }

    [Fact]
    public async Task Load_GeneratedIdsOfTwoFormats_AreOneRow()
    {
        var (_, client) = await host.Tenant("history", "read");
        const string swift = """
            :20:A
            :25:5140123456
            :28C:1
            :60F:C260927MYR4152,00
            :61:2609280928D1200,00NTRFNONREF//X
            :86:RENT
            :62F:C260928MYR2952,00
            -
            """;
        var load = await client.Load("?account=A-1&currency=MYR", swift, Statement);
        Assert.Equal(new[] { 5, 4, 0, 1, 0, 0 }, load.Counts());
        await client.Commit(load);
        Assert.Equal(new[] { 1, 0, 1, 0, 0, 0 }, (await client.Load("?account=A-1", swift)).Counts());
    }

    [Fact]
    public async Task Load_CurrencyOfAnAccount_IsThatOfItsFirstRowAndNoOtherIsTaken()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("?account=A-1&currency=EUR", Statement);
        Assert.Equal("EUR", Assert.Single(await client.AccountsOf(load)).GetProperty("currency").GetString());
        Assert.Contains(load.GetProperty("findings").EnumerateArray(),
            static finding => finding.GetProperty("code").GetString() == "other_currency");
        await client.Commit(load);

        var other = await client.Load("?account=A-1&currency=USD", Statement.Replace("/09/", "/10/"));
        Assert.Equal(new[] { 4, 0, 0, 0, 0, 4 }, other.Counts());
        var refusal = Assert.Single(other.GetProperty("refusals").EnumerateArray());
        Assert.Equal(("wrong_currency", "currency", 4), (refusal.GetProperty("code").GetString(),
            refusal.GetProperty("field").GetString(), refusal.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task Load_OfAnotherTenant_IsNotThere()
    {
        var (_, client) = await host.Tenant("history", "read");
        var (_, stranger) = await host.Tenant("history", "read");
        var load = await client.Load("?account=A-1&currency=MYR", Statement);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, ""), (HttpMethod.Get, "/rows"), (HttpMethod.Get, "/accounts"),
            (HttpMethod.Get, "/findings"), (HttpMethod.Post, "/commit"), (HttpMethod.Delete, ""),
        })
        {
            await EngineHost.Json(stranger, method, $"/v1/loads/{load.Id()}{path}", status: 404);
        }

        Assert.Equal(new[] { 4, 4, 0, 0, 0, 0 }, load.Counts());
    }

    [Fact]
    public async Task Load_ThrownAway_IsGone()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("?account=A-1&currency=MYR", Statement);
        Assert.Equal(204, (int)(await client.DeleteAsync($"/v1/loads/{load.Id()}")).StatusCode);
        await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}", status: 404);
    }

    [Fact]
    public async Task Load_NothingRead_IsAnErrorThatNamesTheFile()
    {
        var (_, client) = await host.Tenant("history");
        var refused = await client.Load("", 400, ("photo.pdf", [0x50, 0x4B, 0x03, 0x04, 0, 0]));
        Assert.Equal("nothing_read", refused.GetProperty("code").GetString());
        Assert.StartsWith("photo.pdf", refused.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A transaction a day, oldest first.</summary>
    private static List<string> Year(int days) => [.. Enumerable.Range(0, days).Select(day =>
    {
        var date = TimeProvider.System.GetUtcNow().AddDays(day - days)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $$"""
            {"id":"D-{{day}}","account":"A-7","date":"{{date}}","amount":"{{10 + (day % 7)}}.50","currency":"MYR",
            """ + $$"""
            "direction":"{{(day % 28 == 0 ? "credit" : "debit")}}","counterparty":"SHOP {{day % 5}}"}
            """;
    })];
}
