using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Every body of every route with each of its parts made wrong: always an answer, never a failure.</summary>
public sealed class MutatedBodiesTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const int Seed = 42, BrokenBytesEach = 40;
    private const string Mark = "@mark@";

    /// <summary>What each part of a body is replaced by, as JSON.</summary>
    private static readonly string[] Wrong =
    [
        "null", "5", "-1", "1e400", "99999999999999999999", "true", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "{}", "[[]]",
        "[null]", "[5]", "[\"\\udc00\"]", "{\"\\ud800\":1}", "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
    ];

    /// <summary>A good body of each route that takes one; # stands for something that is there.</summary>
    private static readonly Dictionary<string, string> Good = new()
    {
        ["POST /v1/transactions"] = """
            {"id":"T-1","account":"A-1","at":"2026-03-01T09:30:00+08:00","amount":"55.71","currency":"MYR",
             "direction":"debit","counterparty":"KEDAI","channel":"pos","geo":{"lat":3.1,"lon":101.7},"mcc":"5411"}
            """,
        ["POST /v1/labels"] = """{"account":"A-1","transaction":"T-1","label":"fraud","source":"desk"}""",
        ["POST /v1/accounts"] = """
            {"account":"A-2","currency":"MYR","zone":"Asia/Kuala_Lumpur","opened":"2024-01-31","product":"current",
             "segment":"gold","customers":["C-1"],"labels":["watched"]}
            """,
        ["PUT /v1/accounts/{account_id}"] = """{"segment":"gold","customers":["C-1"],"labels":["watched"]}""",
        ["POST /v1/accounts/{account_id}/rebuilds"] = """
            {"why":"a wrong file","take_back_sources":["load_1"],"currency":"MYR","zone":"Asia/Kuala_Lumpur",
             "preview":true}
            """,
        ["POST /v1/accounts/{account_id}/merges"] = """{"into":"A-1","why":"renumbered"}""",
        ["POST /v1/accounts/lookup"] = """{"account":"A-1"}""",
        ["POST /v1/customers/lookup"] = """{"customer":"C-1"}""",
        ["POST /v1/credit-assessments"] = """
            {"accounts":["A-1"],"currency":"MYR","amount":"12000.00","instalment":"1800.00","months":12,"holders":1,
             "as_of":"2026-03-01"}
            """,
        ["POST /v1/credit-assessments/{assessment}/letter"] =
            """{"lender":"Bank","contact":"Street 1","score_min":600,"affordability_max":"strained"}""",
        ["POST /v1/tenants"] = """
            {"name":"t-1","currency":"MYR","zone":"Asia/Kuala_Lumpur","retention_months":13,"review_at":382,
             "strict":true,"deadline_ms":500,"fallback":"review","fallback_up_to_minor":100}
            """,
        ["PUT /v1/tenants/{tenant}"] = """{"review_at":382,"decline_at":548,"fallback":"review"}""",
        ["POST /v1/tenants/{tenant}/keys"] = """
            {"label":"desk","roles":["ingest"],"expires_at":"2099-01-01T00:00:00Z","lines_per_second":10}
            """,
        ["PUT /v1/maps/{name}"] = """
            {"version":1,"about":"a","format":"csv","separator":";","fields":{"id":"ref","account":["a","b"],
             "date":{"column":"day","pattern":["dd.MM.yyyy"]},"at":{"column":"day","pattern":"HH:mm","zone":"UTC"},
             "currency":{"constant":"EUR"},"status":{"column":"s","values":{"b":"booked"}}},
             "amount":{"column":"sum","direction":{"column":"d","debit":["s"],"credit":"h"},"decimal":","}}
            """,
        ["POST /v1/consents"] = """
            {"subject":"C-1","purpose":"credit_underwriting","from":"2026-01-01T00:00:00Z","to":"2099-01-01T00:00:00Z",
             "history_days":365}
            """,
        ["POST /v1/models"] = ModelCalls.Request(SomeModel.File(SomeModel.Card(650))),
        ["POST /v1/model-deployments"] =
            """{"from":"2099-01-01T00:00:00Z","anomaly":"00","challengers":["00"],"credit":"00"}""",
        ["POST /v1/model-deployments/rollback"] = """{"to":1}""",
        ["POST /v1/scoring-proposals"] = """{"scoring_version":3}""",
        ["POST /v1/scoring-proposals/{proposal}/approval"] = """{"from":"2099-01-01T00:00:00Z"}""",
        ["POST /v1/scoring-deployments/rollback"] = """{"to":1}""",
        ["PUT /v1/category-rules"] = """
            {"country":"my","version":0,
             "rules":[{"text":"Kedai","category":"groceries","direction":"debit","field":"counterparty"}]}
            """,
        ["POST /v1/category-rules/test"] = """
            {"counterparty":"Kedai","description":"d","category":"groceries","mcc":"5411","direction":"debit"}
            """,
        ["POST /v1/subscriptions"] = """
            {"filter":{"accounts":["#account"],"customers":["C-1"],"segments":["gold"],"labels":["watched"],
             "anomaly":{"min":1,"max":9},"credit":{"min":1},"outcomes":["review"],"reasons":["amount_unusual"],
             "events":["threshold.crossed"],"threshold":{"score":"anomaly","at":500,"dead_band":10}},"conflate":true}
            """,
        ["POST /v1/webhooks"] = """
            {"url":"https://lender.example/hook","description":"desk","filter":{"outcomes":["review"]},"enabled":true}
            """,
        ["PUT /v1/webhooks/{webhook}"] = """{"description":"desk","filter":{"anomaly":{"min":1}},"enabled":false}""",
        ["POST /v1/webhooks/{webhook}/rotate"] = """{"keep_seconds":60}""",
        ["POST /v1/webhooks/{webhook}/dead-letters/replay"] = """{"events":["evt_1"]}""",
    };

    [Fact]
    public void Routes_ThatTakeABody_EachHaveAGoodOneHere()
    {
        var taking = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static route => route.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
            .SelectMany(static route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {route.RoutePattern.RawText}"));
        Assert.Equal(Good.Keys.Order(), taking.Order());
    }

    [Fact]
    public async Task Body_WithAnyPartMadeWrong_IsAnsweredByATypedError()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read", "analyst");
        var known = await Known(client, tenant);
        var failures = new List<string>();
        foreach (var (route, body) in Good)
        {
            var (method, path) = (new HttpMethod(route.Split(' ')[0]), route.Split(' ')[1]);
            var caller = path is "/v1/tenants" ? host.Operator : client;
            var random = new Random(Seed);
            foreach (var mutated in Mutations(Fill(body, known).ReplaceLineEndings(""), random).Distinct())
            {
                using var request = new HttpRequestMessage(method, Fill(path, known));
                request.Version = HttpVersion.Version20;
                request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
                request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(mutated));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await caller.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                if ((int)response.StatusCode >= 500 || (!response.IsSuccessStatusCode && !IsTyped(text)))
                {
                    var shown = mutated[..Math.Min(300, mutated.Length)];
                    failures.Add($"{route} {(int)response.StatusCode} {shown} {text}");
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count}:\n{string.Join('\n', failures.Take(40))}");
    }

    [Theory]
    [InlineData("POST", "/v1/tenants/{tenant}/keys", """{"label":"x","roles":null}""", "field_type", "roles")]
    [InlineData("POST", "/v1/tenants/{tenant}/keys", """{"label":"x","roles":[null]}""", "field_type", "roles")]
    [InlineData("POST", "/v1/tenants/{tenant}/keys", """{"roles":["read"]}""", "field_missing", "label")]
    [InlineData("POST", "/v1/tenants/{tenant}/keys", """{"label":5,"roles":["read"]}""", "field_type", "label")]
    [InlineData("POST", "/v1/webhooks", """{"filter":{"outcomes":[5]}}""", "field_type", "filter.outcomes")]
    [InlineData("PUT", "/v1/maps/{name}", """{"about":"\ud800","fields":{},"amount":{}}""", "map_invalid", "about")]
    [InlineData("PUT", "/v1/maps/{name}", """{"about":"a","fields":{"\udc00":"x"}}""", "map_invalid", "fields")]
    public async Task Body_OfTheWrongShape_NamesTheField(
        string method, string path, string body, string code, string field)
    {
        var (tenant, client) = await host.Tenant("admin");
        var problem = await EngineHost.Json(
            client, new HttpMethod(method), Fill(path, new() { ["{tenant}"] = tenant, ["{name}"] = "m" }), body, 400);
        Assert.Equal(
            (code, field), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    private async Task<Dictionary<string, string>> Known(HttpClient client, string tenant)
    {
        var account = (await client.Send(Recent.Lines(1)))[0].GetProperty("account_id").GetString()!;
        var webhook = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/webhooks", """{"url":"https://lender.example/"}""", 201);
        return new()
        {
            ["{account_id}"] = account,
            ["#account"] = account,
            ["{tenant}"] = tenant,
            ["{proposal}"] = "1",
            ["{name}"] = "bank",
            ["{webhook}"] = webhook.GetProperty("webhook").GetString()!,
        };
    }

    private static string Fill(string text, Dictionary<string, string> known) =>
        known.Aggregate(text, static (filled, each) => filled.Replace(each.Key, each.Value, StringComparison.Ordinal));

    private static bool IsTyped(string text) =>
        text.StartsWith('{') && JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() is { } code
        && ErrorCodes.Find(code) is not null && code != ErrorCodes.Failure.Code;

    private static IEnumerable<string> Mutations(string good, Random random)
    {
        foreach (var wrong in Wrong)
        {
            yield return wrong;
        }

        for (var place = 0; Replaced(good, place, Mark) is { } marked; place++)
        {
            foreach (var wrong in Wrong)
            {
                yield return marked.Replace($"\"{Mark}\"", wrong, StringComparison.Ordinal);
            }

            yield return Replaced(good, place, null)!;
        }

        yield return good[..^1] + ",\"unheard_of\":1}";
        yield return good[..^1] + "," + good[1..];
        for (var i = 0; i < BrokenBytesEach; i++)
        {
            var broken = good.ToCharArray();
            broken[random.Next(broken.Length)] = (char)random.Next(256);
            yield return new string(broken);
            yield return good[..random.Next(good.Length)];
        }
    }

    /// <summary>The body with its value of this number replaced, or left out; null if there are fewer.</summary>
    private static string? Replaced(string good, int place, string? by)
    {
        var root = JsonNode.Parse(good)!;
        var all = All(root).ToList();
        if (place >= all.Count)
        {
            return null;
        }

        var (parent, name, index) = all[place];
        if (by is null)
        {
            _ = name is not null ? parent.AsObject().Remove(name) : Removed(parent.AsArray(), index);
        }
        else if (name is not null)
        {
            parent[name] = by;
        }
        else
        {
            parent[index] = by;
        }

        return root.ToJsonString();
    }

    private static bool Removed(JsonArray from, int index)
    {
        from.RemoveAt(index);
        return true;
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> All(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(each =>
            new[] { ((JsonNode)members, (string?)each.Key, 0) }.Concat(each.Value is null ? [] : All(each.Value))),
        JsonArray items => items.SelectMany((each, i) =>
            new[] { ((JsonNode)items, (string?)null, i) }.Concat(each is null ? [] : All(each))),
        _ => [],
    };
}
