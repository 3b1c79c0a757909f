using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>A lender's way through everything there is, over PostgreSQL.</summary>
public sealed class LenderTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Lender_SendingTwiceReadingReplayingAndLabelling_GetsTheSameAnswers()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var lines = Recent.Lines(300, accounts: 7);
        var first = await client.Send(lines);
        var again = await client.Send(lines);

        Assert.Equal(
            (300, 0), (first[^1].GetProperty("scored").GetInt32(), first[^1].GetProperty("refused").GetInt32()));
        Assert.Equal(
            (0, 300), (again[^1].GetProperty("scored").GetInt32(), again[^1].GetProperty("duplicates").GetInt32()));
        for (var i = 0; i < 300; i++)
        {
            Assert.True(again[i].GetProperty("duplicate").GetBoolean());
            Assert.Equal(Unlike(first[i]), Unlike(again[i]));
        }

        var decision = first[150].GetProperty("decision").GetString()!;
        var account = first[150].GetProperty("account_id").GetString()!;
        var read = await EngineHost.Json(client, HttpMethod.Get, $"/v1/decisions/{decision}");
        Assert.Equal(Unlike(first[150]), Unlike(read));
        var replay = await EngineHost.Json(client, HttpMethod.Get, $"/v1/decisions/{decision}/replay");
        Assert.True(replay.GetProperty("equal").GetBoolean(), replay.GetRawText());
        Assert.Equal(
            replay.GetProperty("state_after").GetString(), replay.GetProperty("recomputed_state_after").GetString());

        var shown = await EngineHost.Json(client, HttpMethod.Get, $"/v1/accounts/{account}");
        Assert.Equal(first.SkipLast(1).Count(line => line.GetProperty("account_id").GetString() == account),
            shown.GetProperty("transactions").GetInt32());
        var looked = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts/lookup",
                $$"""{"account":"{{shown.GetProperty("account").GetString()}}"}""");
        Assert.Equal(shown.GetRawText(), looked.GetRawText());

        var label = await EngineHost.Json(client, HttpMethod.Post, "/v1/labels", Label(shown, first[150]));
        Assert.Equal("recorded", label.GetProperty("result").GetString());
        Assert.Equal(
            "unchanged", (await EngineHost.Json(client, HttpMethod.Post, "/v1/labels", Label(shown, first[150])))
            .GetProperty("result").GetString());
    }

    [Fact]
    public async Task Decisions_PageByPage_AreAllOfTheAccountOnce()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var sent = await client.Send(Recent.Lines(25, accounts: 1));
        var account = sent[0].GetProperty("account_id").GetString()!;
        var seen = new List<string>();
        string? after = null;
        bool more;
        do
        {
            var page = await EngineHost.Json(
                client, HttpMethod.Get,
                    $"/v1/accounts/{account}/decisions?limit=10{(after is null ? "" : "&after=" + after)}");
            seen.AddRange(
                page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("decision").GetString()!));
            (after, more) = (page.GetProperty("after").GetString(), page.GetProperty("has_more").GetBoolean());
        }
        while (more);

        Assert.Equal(sent.SkipLast(1).Select(line => line.GetProperty("decision").GetString()), seen);
        var one = await EngineHost.Json(client, HttpMethod.Get, $"/v1/accounts/{account}/decisions?transaction=T-7");
        Assert.Equal(
            "T-7", Assert.Single(one.GetProperty("items").EnumerateArray()).GetProperty("transaction").GetString());
    }

    [Fact]
    public async Task Transaction_SentAgainWithOtherContent_IsRefusedNamingTheFields()
    {
        var (_, client) = await host.Tenant("ingest");
        await client.Send(Recent.Line("T-1") + "\n");
        var answers = await client.Send(Recent.Line("T-1", amount: "\"99.00\"") + "\n" + Recent.Line("T-2") + "\n");
        Assert.Equal(("id_reused", "amount"), (answers[0].Code(), answers[0].Field()));
        Assert.True(answers[1].TryGetProperty("decision", out _));
    }

    [Fact]
    public async Task WhatIf_OfATransaction_IsScoredAndNotRecorded()
    {
        var (_, client) = await host.Tenant("ingest", "read");
        var answer = await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions?mode=what_if", Recent.Line());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("decision").ValueKind);
        Assert.Equal("what_if", answer.GetProperty("outcome_kind").GetString());
        await EngineHost.Json(
            client, HttpMethod.Get, $"/v1/accounts/{answer.GetProperty("account_id").GetString()}", status: 404);
    }

    [Fact]
    public async Task Tenant_AskingForAnothers_GetsWhatSomebodyAskingForNothingGets()
    {
        var (firstTenant, first) = await host.Tenant("ingest", "read", "admin");
        var (secondTenant, second) = await host.Tenant("ingest", "read", "admin");
        var sent = await first.Send(Recent.Lines(5, accounts: 1));
        var account = sent[0].GetProperty("account_id").GetString()!;
        var decision = sent[0].GetProperty("decision").GetString()!;
        var unknown = account[..^1] + (account[^1] == 'a' ? 'b' : 'a');
        foreach (var (theirs, nobodys) in new[]
        {
            ($"/v1/accounts/{account}", $"/v1/accounts/{unknown}"),
            ($"/v1/accounts/{account}/decisions", $"/v1/accounts/{unknown}/decisions"),
            ($"/v1/decisions/{decision}", $"/v1/decisions/dec_{unknown[5..]}{decision[^13..]}"),
            ($"/v1/decisions/{decision}/replay", $"/v1/decisions/dec_{unknown[5..]}{decision[^13..]}/replay"),
            ($"/v1/tenants/{firstTenant}", "/v1/tenants/ten_999999"),
            ($"/v1/tenants/{firstTenant}/keys", "/v1/tenants/ten_999999/keys"),
        })
        {
            var (a, b) = (await EngineHost.Json(second, HttpMethod.Get, theirs, status: 404),
                await EngineHost.Json(second, HttpMethod.Get, nobodys, status: 404));
            Assert.Equal(Unlike(a, "request_id"), Unlike(b, "request_id"));
        }

        Assert.NotEqual(firstTenant, secondTenant);
        Assert.NotEqual(
            account, (await second.Send(Recent.Lines(1, accounts: 1)))[0].GetProperty("account_id").GetString());
    }

    [Fact]
    public async Task Key_IssuedListedAndRevoked_IsShownOnceAndThenOpensNothing()
    {
        var (tenant, admin) = await host.Tenant("admin");
        var secret = await host.Key(tenant, "ingest");
        using var client = host.Client(secret);
        await client.Send(Recent.Line() + "\n");
        var id = secret.Split('_')[2];
        var list = await EngineHost.Json(admin, HttpMethod.Get, $"/v1/tenants/{tenant}/keys");
        Assert.Contains(id, list.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Split('_')[3], list.GetRawText(), StringComparison.Ordinal);

        await EngineHost.Json(admin, HttpMethod.Post, $"/v1/tenants/{tenant}/keys/{id}/revoke");
        await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", Recent.Line(), status: 401);
        Assert.Equal(
            0, await host.Database.Ask<long>(
                $"select count(*) from risk.api_keys where position('{secret.Split('_')[3]}' in api_keys::text) > 0"));
    }

    [Fact]
    public async Task Tenant_ChangedByItsAdmin_HasTheNextVersionAndRefusesNonsense()
    {
        var (tenant, admin) = await host.Tenant("admin");
        var changed =
            await EngineHost.Json(
                admin, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"review_at":400,"strict":true}""");
        Assert.Equal((2, 400, true), (
            changed.GetProperty("version").GetInt32(), changed.GetProperty("review_at").GetInt32(),
                changed.GetProperty("strict").GetBoolean()));
        foreach (var (body, code) in new[]
        {
            ("""{"zone":"Asia/Atlantis"}""", "zone_unknown"), ("""{"currency":"XXX"}""", "currency_unknown"),
            ("""{"review_at":900,"decline_at":800}""", "number_out_of_range"),
                ("""{"retention_months":0}""", "number_out_of_range"),
            ("""{"allow_pan_like_id":true}""", "field_unknown"), ("""{"name":"other"}""", "name_invalid"),
        })
        {
            var problem = await EngineHost.Json(admin, HttpMethod.Put, $"/v1/tenants/{tenant}", body, status: 400);
            Assert.Equal(code, problem.GetProperty("code").GetString());
        }
    }

    private static string Label(JsonElement account, JsonElement line)
    {
        var (of, transaction) =
            (account.GetProperty("account").GetString(), line.GetProperty("transaction").GetString());
        return $$"""{"account":"{{of}}","transaction":"{{transaction}}","label":"fraud","source":"chargeback"}""";
    }

    /// <summary>Everything that must be the same, whoever asks: line and duplicate are the asker's.</summary>
    private static string Unlike(JsonElement element, params string[] more) =>
        string.Join(',', element.EnumerateObject()
        .Where(property => property.Name is not ("line" or "duplicate") && !more.Contains(property.Name))
        .Select(property => $"{property.Name}={property.Value.GetRawText()}"));
}
