using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansRisk.Contract;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// Over every operation that the description names: what is another tenant's is answered exactly as what is not there.
/// An operation that is in none of the two tables fails the test, so that a new one has to say where it stands.
/// </summary>
public sealed class NobodyElsesTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Transaction = """{"id":"{transaction}","account":"{account}","at":"{at}","amount":"9.00","""
        + "\"currency\":\"MYR\",\"direction\":\"debit\"}";

    private const string Loan =
        "\"currency\":\"MYR\",\"amount\":\"9.00\",\"instalment\":\"1.00\",\"months\":9}";

    /// <summary>
    /// Requests by operation, with things of somebody in braces. An address is followed by its body after a space.
    /// </summary>
    private static readonly Dictionary<string, string[]> Asked = new()
    {
        ["POST /v1/transactions"] =
        [
            "/v1/transactions?mode=what_if " + Transaction,
            "/v1/transactions?mode=what_if " + Transaction[..^1] + ",\"replaces\":\"{transaction}-0\"}",
            "/v1/transactions " + Transaction.Replace("\"9.00\"", "\"9.01\"", StringComparison.Ordinal)[..^1]
                + ",\"status\":\"reversed\"}",
        ],
        ["POST /v1/labels"] =
        [
            """/v1/labels {"account":"{account}","transaction":"{transaction}","label":"fraud","source":"analyst"}""",
        ],
        ["POST /v1/accounts/{account_id}/rebuilds"] =
            ["""/v1/accounts/{account_id}/rebuilds {"why":"mine"}"""],
        ["POST /v1/accounts/{account_id}/merges"] =
            ["""/v1/accounts/{account_id}/merges {"into":"mine","why":"mine"}"""],
        ["GET /v1/loads/{load}"] = ["/v1/loads/{load}"],
        ["GET /v1/loads/{load}/accounts"] = ["/v1/loads/{load}/accounts"],
        ["GET /v1/loads/{load}/rows"] = ["/v1/loads/{load}/rows"],
        ["GET /v1/loads/{load}/findings"] = ["/v1/loads/{load}/findings"],
        ["POST /v1/loads/{load}/commit"] = ["/v1/loads/{load}/commit"],
        ["DELETE /v1/loads/{load}"] = ["/v1/loads/{load}"],
        ["PUT /v1/accounts/{account_id}"] =
            ["""/v1/accounts/{account_id} {"segment":"mine"}""", """/v1/accounts/{account_id} {"account":"x"}"""],
        ["GET /v1/customers/{customer}"] =
            ["/v1/customers/{customer}", "/v1/customers/{customer}?after={account_id}"],
        ["POST /v1/customers/lookup"] = ["""/v1/customers/lookup {"customer":"{person}"}"""],
        ["GET /v1/accounts/{account_id}"] = ["/v1/accounts/{account_id}"],
        ["POST /v1/accounts/lookup"] = ["""/v1/accounts/lookup {"account":"{account}"}"""],
        ["GET /v1/accounts/{account_id}/decisions"] =
        [
            "/v1/accounts/{account_id}/decisions", "/v1/accounts/{account_id}/decisions?after={decision}",
            "/v1/accounts/{account_id}/decisions?transaction={transaction}",
        ],
        ["GET /v1/accounts/{account_id}/transactions"] =
        [
            "/v1/accounts/{account_id}/transactions", "/v1/accounts/{account_id}/transactions?after={decision}",
        ],
        ["GET /v1/decisions/{decision}"] = ["/v1/decisions/{decision}"],
        ["GET /v1/decisions/{decision}/replay"] = ["/v1/decisions/{decision}/replay"],
        ["POST /v1/credit-assessments"] =
        [
            "/v1/credit-assessments {\"accounts\":[\"{account}\"]," + Loan,
            "/v1/credit-assessments {\"customer\":\"{person}\"," + Loan,
        ],
        ["GET /v1/decisions/{decision}/counterfactual"] = ["/v1/decisions/{decision}/counterfactual"],
        ["GET /v1/credit-assessments/{assessment}/counterfactual"] =
            ["/v1/credit-assessments/{assessment}/counterfactual?score=700"],
        ["POST /v1/credit-assessments/{assessment}/replay"] = ["/v1/credit-assessments/{assessment}/replay"],
        ["POST /v1/credit-assessments/{assessment}/letter"] =
            ["/v1/credit-assessments/{assessment}/letter {\"lender\":\"L\",\"contact\":\"C\"}"],
        ["GET /v1/credit-assessments/{assessment}/letter"] = ["/v1/credit-assessments/{assessment}/letter"],
        ["GET /v1/credit-assessments/{assessment}"] = ["/v1/credit-assessments/{assessment}"],
        ["GET /v1/tenants/{tenant}"] = ["/v1/tenants/{tenant}"],
        ["PUT /v1/tenants/{tenant}"] = ["""/v1/tenants/{tenant} {"review_at":1}"""],
        ["POST /v1/tenants/{tenant}/keys"] =
            ["""/v1/tenants/{tenant}/keys {"label":"mine","roles":["read"]}"""],
        ["GET /v1/tenants/{tenant}/keys"] = ["/v1/tenants/{tenant}/keys"],
        ["GET /v1/tenants/{tenant}/changes"] = ["/v1/tenants/{tenant}/changes"],
        ["POST /v1/tenants/{tenant}/keys/{key}/revoke"] =
            ["/v1/tenants/{tenant}/keys/{key}/revoke", "/v1/tenants/{own_tenant}/keys/{key}/revoke"],
        ["GET /v1/consents/{consent}"] = ["/v1/consents/{consent}"],
        ["POST /v1/consents/{consent}/revoke"] = ["/v1/consents/{consent}/revoke"],
        ["GET /v1/maps/{name}"] = ["/v1/maps/{map}", "/v1/maps/{map}?version=1"],
        ["PUT /v1/maps/{name}"] = ["""/v1/maps/{map} {"fields":{"id":"x"}}"""],
        ["GET /v1/models/{hash}"] = ["/v1/models/{model}"],
        ["GET /v1/models/{hash}/file"] = ["/v1/models/{model}/file"],
        ["GET /v1/models/{hash}/monitor"] = ["/v1/models/{model}/monitor"],
        ["POST /v1/models/{hash}/approval"] = ["/v1/models/{model}/approval"],
        ["POST /v1/model-deployments"] =
        [
            """/v1/model-deployments {"anomaly":"{model}"}""", """/v1/model-deployments {"challengers":["{model}"]}""",
            """/v1/model-deployments {"credit":"{model}"}""",
        ],
        ["GET /v1/subscriptions/{subscription}"] = ["/v1/subscriptions/{subscription}"],
        ["DELETE /v1/subscriptions/{subscription}"] = ["/v1/subscriptions/{subscription}"],
        ["GET /v1/feed"] =
        [
            "/v1/feed?subscription={subscription}", "/v1/feed?subscription={subscription}&after={cursor}",
            "/v1/feed?subscription={own_subscription}&after={cursor}",
        ],
        ["GET /v1/webhooks/{webhook}"] = ["/v1/webhooks/{webhook}"],
        ["PUT /v1/webhooks/{webhook}"] = ["""/v1/webhooks/{webhook} {"enabled":false}"""],
        ["DELETE /v1/webhooks/{webhook}"] = ["/v1/webhooks/{webhook}"],
        ["POST /v1/webhooks/{webhook}/rotate"] = ["/v1/webhooks/{webhook}/rotate {}"],
        ["POST /v1/webhooks/{webhook}/test"] = ["/v1/webhooks/{webhook}/test"],
        ["GET /v1/webhooks/{webhook}/deliveries"] = ["/v1/webhooks/{webhook}/deliveries"],
        ["GET /v1/webhooks/{webhook}/dead-letters"] = ["/v1/webhooks/{webhook}/dead-letters"],
        ["POST /v1/webhooks/{webhook}/dead-letters/replay"] = ["/v1/webhooks/{webhook}/dead-letters/replay {}"],
    };

    /// <summary>Operations that name nothing of anybody; their answers hold nothing of the other tenant.</summary>
    private static readonly string[] NameNothing =
    [
        "GET /v1/accounts", "GET /v1/category-rules", "GET /v1/consents", "POST /v1/consents",
        "GET /v1/model-deployments", "GET /v1/maps", "GET /v1/models",
        "GET /v1/loads", "GET /v1/subscriptions", "GET /v1/tenants", "GET /v1/webhooks",
        "POST /v1/accounts", // by the lender's own id: a tenant's names are its own
        "PUT /v1/category-rules", "POST /v1/category-rules/test", // the tenant's own: see CategoriesTests
        "POST /v1/model-deployments/rollback", // by number: each tenant's model deployments are numbered from 1
        // by number too: each tenant's proposals and scoring deployments are numbered from 1
        "POST /v1/scoring-proposals", "GET /v1/scoring-proposals/{proposal}/report",
        "POST /v1/scoring-proposals/{proposal}/approval", "GET /v1/scoring-deployments",
        "POST /v1/scoring-deployments/rollback",
        "POST /v1/loads", "POST /v1/models", "POST /v1/subscriptions",
        "POST /v1/tenants", "POST /v1/webhooks",
    ];

    [Fact]
    public async Task EveryOperation_OfAnothersThings_AnswersAsOfThingsThatAreNotThere()
    {
        var (theirs, owner) = await Furnished("secret");
        var (own, stranger) = await Furnished("own");
        var nothing = theirs.ToDictionary(thing => thing.Key, thing => Altered(thing.Key, thing.Value));
        nothing["decision"] = theirs["decision"].Replace( // of the account that is not there
            theirs["account_id"]["acct_".Length..], nothing["account_id"]["acct_".Length..], StringComparison.Ordinal);
        var operations = await Operations(stranger);
        Assert.Equal(Asked.Keys.Concat(NameNothing).Order(StringComparer.Ordinal), operations);

        foreach (var (operation, requests) in Asked)
        {
            foreach (var request in requests)
            {
                Assert.Equal(
                    $"{request}: {await Answer(stranger, operation, request, nothing, own)}",
                    $"{request}: {await Answer(stranger, operation, request, theirs, own)}");
            }
        }

        foreach (var operation in NameNothing.Where(each => each.StartsWith("GET", StringComparison.Ordinal)))
        {
            var answer = await Answer(stranger, operation, operation.Split(' ')[1], own, own);
            Assert.All(
                theirs.Where(thing => thing.Key != "at"),
                thing => Assert.DoesNotContain($"\"{thing.Value}\"", answer, StringComparison.Ordinal));
        }

        // And nothing of it was done to the owner.
        Assert.StartsWith("200", await Answer(
            owner, "GET", "/v1/subscriptions/{subscription}", theirs, theirs), StringComparison.Ordinal);
        Assert.StartsWith("200", await Answer(
            owner, "GET", "/v1/decisions/{decision}", theirs, theirs), StringComparison.Ordinal);
        Assert.Contains("\"enabled\":true", await Answer(
            owner, "GET", "/v1/webhooks/{webhook}", theirs, theirs), StringComparison.Ordinal);
        Assert.Contains("\"approved_by\":null", await Answer(
            owner, "GET", "/v1/models/{model}", theirs, theirs), StringComparison.Ordinal);
        Assert.Contains("\"state\":\"draft\"", await Answer(
            owner, "GET", "/v1/loads/{load}", theirs, theirs), StringComparison.Ordinal);
        var tenant = await Answer(owner, "GET", "/v1/tenants/{tenant}", theirs, theirs);
        Assert.Contains("\"review_at\":382", tenant, StringComparison.Ordinal);
    }

    /// <summary>A tenant that has one of everything, and a client that may ask for all of it.</summary>
    private async Task<(Dictionary<string, string> Things, HttpClient Client)> Furnished(string name)
    {
        var (tenant, client) = await host.Tenant("ingest", "history", "read", "analyst", "admin", "auditor");
        var line = Recent.Line($"T-{name}", $"A-{name}");
        var decided = await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", line);
        var stated = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/accounts", $$"""{"account":"A-{{name}}","customers":["C-{{name}}"]}""");
        var assessed = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/credit-assessments", $"{{\"accounts\":[\"A-{name}\"],{Loan}", 201);
        var subscription = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/subscriptions", """{"filter":{}}""");
        var webhook = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/webhooks", """{"url":"https://lender.example/hook"}""", 201);
        var load = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/loads", Recent.Line($"L-{name}", $"A-{name}"), 201);
        var id = subscription.GetProperty("subscription").GetString()!;
        var page = await EngineHost.Json(client, HttpMethod.Get, Routes.ForFeed(id, null) + "&limit=1");
        await EngineHost.Json(client, HttpMethod.Put, $"/v1/maps/map-{name}", Map);
        var model = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/models",
            ModelCalls.Request(SomeModel.File(SomeModel.Card(600 + name.Length))));
        var keys = await EngineHost.Json(client, HttpMethod.Get, $"/v1/tenants/{tenant}/keys");
        var consent = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/consents",
            $$"""{"subject":"C-{{name}}","purpose":"credit_underwriting","to":"2099-01-01T00:00:00Z"}""", 201);
        return (new Dictionary<string, string>
        {
            ["tenant"] = tenant,
            ["account"] = $"A-{name}",
            ["account_id"] = decided.GetProperty("account_id").GetString()!,
            ["load"] = load.GetProperty("load").GetString()!,
            ["person"] = $"C-{name}",
            ["customer"] = stated.GetProperty("customers")[0].GetString()!,
            ["transaction"] = $"T-{name}",
            ["decision"] = decided.GetProperty("decision").GetString()!,
            ["subscription"] = id,
            ["assessment"] = assessed.GetProperty("assessment").GetString()!,
            ["webhook"] = webhook.GetProperty("webhook").GetString()!,
            ["cursor"] = page.GetProperty("after").GetString()!,
            ["consent"] = consent.GetProperty("consent").GetString()!,
            ["map"] = $"map-{name}",
            ["model"] = model.GetProperty("hash").GetString()!,
            ["key"] = keys.GetProperty("items")[0].GetProperty("key").GetString()!,
            ["at"] = decided.GetProperty("as_of").GetString()!,
        }, client);
    }

    private const string Map = """
        {"about":"x","fields":{"id":"a","account":"a","currency":"a","date":{"column":"a"}},
        "amount":{"column":"a","positive":"debit"}}
        """;

    private static async Task<List<string>> Operations(HttpClient client)
    {
        var document = await EngineHost.Json(client, HttpMethod.Get, Routes.OpenApi);
        return document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(
                operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
            .Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>Of the same form, and nobody's.</summary>
    private static string Altered(string kind, string thing)
    {
        if (kind is "at")
        {
            return thing;
        }

        if (kind is "tenant")
        {
            return "ten_999999";
        }

        var middle = thing.Length - 2;
        return string.Concat(thing.AsSpan(0, middle), thing[middle] == 'b' ? "c" : "b", thing.AsSpan(middle + 1));
    }

    /// <summary>
    /// Status, headers that say something, and body; what was asked with, and what any answer makes anew, taken out.
    /// </summary>
    private static async Task<string> Answer(
        HttpClient client, string operation, string request, Dictionary<string, string> things,
        Dictionary<string, string> own)
    {
        var filled = own.Aggregate(request, (text, thing) =>
            text.Replace($"{{own_{thing.Key}}}", thing.Value, StringComparison.Ordinal));
        filled = things.Aggregate(filled, (text, thing) =>
            text.Replace($"{{{thing.Key}}}", thing.Value, StringComparison.Ordinal));
        var body = filled.IndexOf(" {", StringComparison.Ordinal);
        using var message = new HttpRequestMessage(
            new HttpMethod(operation.Split(' ')[0]), body < 0 ? filled : filled[..body])
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body < 0 ? null : Wire.Content(filled[(body + 1)..], "application/json"),
        };
        using var response = await client.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        text = things.Where(thing => thing.Key != "at").Aggregate(text, (rest, thing) =>
            rest.Replace(thing.Value, $"<{thing.Key}>", StringComparison.Ordinal));
        text = Regex.Replace(text, "(acct|cus)_[a-z2-7]+", "<$1>");
        text = Regex.Replace(text, "req_[0-9A-Z-]+|\"(created_at|kept_at)\":\"[^\"]*\"", "<new>");
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {text}";
    }
}
