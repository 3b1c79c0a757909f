using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Contract;
using OrleansRisk.Host.Running;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Models that count, over the host as it is and PostgreSQL.</summary>
public sealed class ModelDeploymentsTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Activate_ApprovedModel_ScoresByItsThresholdsAndNamesTheModelDeployment()
    {
        var (_, one, two) = await host.Admins();
        var before = await Transaction(one, "t-0");
        var hash = await ModelCalls.Approved(one, two);

        var put = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/model-deployments", $$"""{"anomaly":"{{hash}}"}""");
        var after = await Transaction(one, "t-1");
        var low = await Transaction(one, "t-2", amount: "10.00");

        Assert.Equal((HttpStatusCode.Created, 1), (put.Status, put.Body.GetProperty("model_deployment").GetInt32()));
        Assert.False(before.GetProperty("anomaly").GetProperty("calibrated").GetBoolean());
        Assert.Equal(("review", 650, true), Shown(after));
        Assert.InRange(after.GetProperty("anomaly").GetProperty("probability").GetDouble(), 0.92, 0.94);
        Assert.Equal(("approve", 100, true), Shown(low));
        Assert.Equal(("deployment-1", 1), (after.GetProperty("versions").Text("model"),
            after.GetProperty("versions").GetProperty("model_deployment").GetInt32()));
        Assert.Equal("amount.little_history",
            after.GetProperty("anomaly").GetProperty("reasons")[0].Text("code"));
        Assert.Empty(low.GetProperty("anomaly").GetProperty("reasons").EnumerateArray());
        var account = await ModelCalls.Call(one, HttpMethod.Get, $"/v1/accounts/{after.Text("account_id")}");
        Assert.True(account.Body.GetProperty("last_anomaly").GetProperty("calibrated").GetBoolean());
    }

    [Fact]
    public async Task Replay_AfterRollback_GoesByTheRecordsOwnModelDeployment()
    {
        var (tenant, one, two) = await host.Admins();
        var (first, second) = (
            await ModelCalls.Approved(one, two), await ModelCalls.Approved(one, two, above: 700));
        await Put(one, first);
        var under = await Transaction(one, "t-1");
        await Put(one, second);
        var later = await Transaction(one, "t-2");
        var back = await ModelCalls.Call(one, HttpMethod.Post, "/v1/model-deployments/rollback", "{}");
        var again = await Transaction(one, "t-3");
        await ModelCalls.Call(one, HttpMethod.Post, "/v1/model-deployments/rollback", """{"to":0}""");
        var none = await Transaction(one, "t-4");

        Assert.Equal((1, first), (back.Body.GetProperty("of").GetInt32(), back.Body.Text("anomaly")));
        Assert.Equal([650, 700, 650], new[] { under, later, again }.Select(static each => Shown(each).Score));
        Assert.False(Shown(none).Calibrated);
        foreach (var decided in new[] { under, later, again, none })
        {
            var replay = await ModelCalls.Call(
                one, HttpMethod.Get, $"/v1/decisions/{decided.Text("decision")}/replay");
            Assert.True(replay.Body.GetProperty("equal").GetBoolean(), replay.Body.GetRawText());
        }

        var engine = host.Services.GetRequiredService<NodeEngine>();
        using var fresh =
            new ReferenceDataCache(engine.Stores.ReferenceData, TimeProvider.System, engine.Stores.Models);
        Assert.Equal(second, (await fresh.ModelDeployment(IdOf(tenant), 2, default))!.Anomaly!.Hash);
        var listed = await ModelCalls.Call(one, HttpMethod.Get, "/v1/model-deployments?limit=2");
        Assert.Equal(4, listed.Body.GetProperty("counting").GetInt32());
        Assert.Equal([4, 3], listed.Body.GetProperty("model_deployments").EnumerateArray()
            .Select(static each => each.GetProperty("model_deployment").GetInt32()));
        Assert.True(listed.Body.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task Activate_ForOneTenant_MovesNoOther()
    {
        var (_, one, two) = await host.Admins();
        var (_, other, _) = await host.Admins();
        await Put(one, await ModelCalls.Approved(one, two));

        Assert.True(Shown(await Transaction(one, "t-1")).Calibrated);
        Assert.False(Shown(await Transaction(other, "t-1")).Calibrated);
        var listed = await ModelCalls.Call(other, HttpMethod.Get, "/v1/model-deployments");
        Assert.Empty(listed.Body.GetProperty("model_deployments").EnumerateArray());
    }

    [Fact]
    public async Task Activate_WhatMayNotBe_IsRefusedByName()
    {
        var (_, one, two) = await host.Admins();
        var kept = await ModelCalls.Call(one, HttpMethod.Post, "/v1/models", ModelCalls.Request(SomeModel.File()));
        var hash = kept.Body.Text("hash");
        async Task Refused(string body, HttpStatusCode status, string code)
        {
            var refused = await ModelCalls.Call(two, HttpMethod.Post, "/v1/model-deployments", body);
            Assert.Equal((status, code), (refused.Status, refused.Body.Text("code")));
        }

        await Refused($$"""{"anomaly":"{{hash}}"}""", HttpStatusCode.Conflict, "model_not_approved");
        await Refused($$"""{"credit":"{{hash}}"}""", HttpStatusCode.NotFound, "model_unknown");
        await Refused("""{"anomaly":"none"}""", HttpStatusCode.NotFound, "model_unknown");
        await Refused("""{"from":"2020-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "from_out_of_range");
        await Refused($$"""{"challengers":["{{hash}}","{{hash}}"]}""", HttpStatusCode.BadRequest, "field_conflict");
        await Refused("""{"challengers":["a","b","c","d"]}""", HttpStatusCode.Conflict, "limit_reached");
        await Refused("""{"anomoly":"x"}""", HttpStatusCode.BadRequest, "field_unknown");
        Assert.Equal("model_deployment_unknown", (await ModelCalls.Call(
            two, HttpMethod.Post, "/v1/model-deployments/rollback", "{}")).Body.Text("code"));
    }

    [Fact]
    public async Task Activate_BeforeTheThirdFold_SaysHowToSwitch()
    {
        var nodes = host.Services.GetRequiredService<NodeEngine>().Stores.Nodes;
        await nodes.Announce(new NodeRow("an older node", 2, SchemaMigrations.Version), default);
        var (_, one, two) = await host.Admins();
        await nodes.Leave("an older node", default);
        var hash = await ModelCalls.Approved(one, two);

        var refused = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/model-deployments", $$"""{"anomaly":"{{hash}}"}""");

        Assert.Equal((HttpStatusCode.Conflict, "scoring_version_too_old"), (refused.Status, refused.Body.Text("code")));
        Assert.Contains("risk scoring propose 3", refused.Body.Text("next"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_ThatAreNoAdmins_ReadAtMost()
    {
        var (tenant, _, _) = await host.Admins();
        var (analyst, ingest) = (
            host.Client(await host.Key(tenant, "analyst")), host.Client(await host.Key(tenant, "ingest")));

        Assert.Equal(HttpStatusCode.OK, (await ModelCalls.Call(analyst, HttpMethod.Get, "/v1/models")).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await ModelCalls.Call(analyst, HttpMethod.Post, "/v1/model-deployments", "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await ModelCalls.Call(analyst, HttpMethod.Post, "/v1/models", "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await ModelCalls.Call(ingest, HttpMethod.Get, "/v1/models")).Status);
    }

    private static async Task Put(HttpClient client, string hash) => Assert.Equal(
        HttpStatusCode.Created,
        (await ModelCalls.Call(
            client, HttpMethod.Post, "/v1/model-deployments", $$"""{"anomaly":"{{hash}}"}""")).Status);

    private static (string? Outcome, int Score, bool Calibrated) Shown(JsonElement decision) => (
        decision.Text("outcome"), decision.GetProperty("anomaly").GetProperty("score").GetInt32(),
        decision.GetProperty("anomaly").GetProperty("calibrated").GetBoolean());

    private static async Task<JsonElement> Transaction(HttpClient client, string id, string amount = "150.00")
    {
        var at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", $$"""
            {"id":"{{id}}","account":"A-1","at":"{{at}}","amount":"{{amount}}","currency":"MYR","direction":"debit",
             "status":"authorised"}
            """);
    }

    private static TenantId IdOf(string tenant) => Ids.TryParseTenant(tenant, out var number)
        ? new TenantId(number) : throw new ArgumentException(tenant);
}
