using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansRisk.Api.Tests.EndToEnd;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>Webhooks as an admin makes, sees, changes and ends them.</summary>
public sealed class WebhookTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly string[] Calls =
    [
        "GET /v1/webhooks/#", "PUT /v1/webhooks/# {\"description\":\"x\"}", "DELETE /v1/webhooks/#",
        "POST /v1/webhooks/#/rotate {}", "POST /v1/webhooks/#/test", "GET /v1/webhooks/#/deliveries",
        "GET /v1/webhooks/#/dead-letters", "POST /v1/webhooks/#/dead-letters/replay {}",
    ];

    [Theory]
    [InlineData("""{}""", "field_missing", "url")]
    [InlineData("""{"url":"ftp://lender.example/"}""", "url_invalid", "url")]
    [InlineData("""{"url":"/relative"}""", "url_invalid", "url")]
    [InlineData("""{"url":"https://user:secret@lender.example/"}""", "url_invalid", "url")]
    [InlineData("""{"url":"https://lender.example/#part"}""", "url_invalid", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest"}""", "address_refused", "url")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "address_refused", "url")]
    [InlineData("""{"url":"https://[fe80::1]/"}""", "address_refused", "url")]
    [InlineData("""{"url":"https://lender.example/","description":"a\u202eb"}""", "text_invalid", "description")]
    [InlineData("""{"url":"https://lender.example/","filter":{"events":["other"]}}""", "value_unknown", "events")]
    [InlineData("""{"url":"https://l.example/","filter":{"events":["account.loaded"]}}""", "value_unknown", "events")]
    [InlineData("""{"url":"https://l.example/","filter":{"events":["score.restated"]}}""", "value_unknown", "events")]
    [InlineData("""{"url":"https://lender.example/","tenant":"ten_2"}""", "field_unknown", "tenant")]
    public async Task Webhook_ThatCannotBeMeant_IsRefusedByName(string request, string code, string? field)
    {
        var (_, client) = await host.Tenant("admin");
        var problem = await EngineHost.Json(client, HttpMethod.Post, "/v1/webhooks", request, 400);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(
            field, problem.TryGetProperty("field", out var named) && field is not null ? named.GetString() : null);
    }

    [Fact]
    public async Task Webhook_FromMakingToEnding_ShowsItsSecretOnceAndKeepsNothingReadable()
    {
        var (_, client) = await host.Tenant("admin");
        var made = await EngineHost.Json(
            client, HttpMethod.Post, "/v1/webhooks",
            """{"url":"https://lender.example/hook?token=canary-of-url","filter":{"customers":["C-canary"]}}""", 201);
        var (id, secret) = (made.GetProperty("webhook").GetString()!, made.GetProperty("secret").GetString()!);

        var shown = await client.Show(id);
        var changed = await EngineHost.Json(
            client, HttpMethod.Put, $"/v1/webhooks/{id}", """{"description":"night shift","enabled":false}""");
        var listed = await client.GetStringAsync(new Uri("/v1/webhooks", UriKind.Relative));
        var kept = await host.Database.Ask<string>(
            "select string_agg(convert_from(content, 'UTF8') || encode(sealed, 'escape'), ' ') from risk.webhooks");
        using var ended = await client.DeleteAsync(new Uri($"/v1/webhooks/{id}", UriKind.Relative));
        await EngineHost.Json(client, HttpMethod.Get, $"/v1/webhooks/{id}", status: 404);

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, shown.GetRawText() + changed.GetRawText() + listed, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", kept!, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, kept!, StringComparison.Ordinal);
        Assert.Equal("https://lender.example/hook?token=canary-of-url", changed.GetProperty("url").GetString());
        Assert.Equal((false, "asked", "night shift"), (changed.GetProperty("enabled").GetBoolean(),
            changed.GetProperty("reason").GetString(), changed.GetProperty("description").GetString()));
        Assert.Equal(204, (int)ended.StatusCode);
    }

    [Fact]
    public async Task Webhook_OfAnotherTenant_IsOneThatIsNotThere()
    {
        await using var receiver = await HookReceiver.Start();
        var (_, owner) = await host.Tenant("admin");
        var (_, other) = await host.Tenant("admin");
        var (id, _) = await owner.Hook(receiver.Url);
        var nobodys = "whk_" + new string('0', 32);

        foreach (var call in Calls)
        {
            var asked = await Ask(other, call, id);
            Assert.StartsWith("404", asked, StringComparison.Ordinal);
            Assert.Equal(await Ask(other, call, nobodys), asked);
            Assert.Equal(await Ask(other, call, "whk_x"), asked);
        }

        var listed = await EngineHost.Json(other, HttpMethod.Get, "/v1/webhooks");
        Assert.Equal(0, listed.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, (await owner.Show(id)).GetProperty("description").ValueKind);
        Assert.Empty(receiver.Came);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("ingest")]
    [InlineData("analyst")]
    [InlineData("auditor")]
    public async Task Webhook_WithoutTheRoleToAdminister_IsForbidden(string role)
    {
        var (_, client) = await host.Tenant(role);
        Assert.All(
            await Task.WhenAll(Calls.Append("GET /v1/webhooks").Select(call => Ask(client, call, "whk_x"))),
            answer => Assert.StartsWith("403", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TestEvent_ToAReceiverAndToNobody_SaysWhatCameOfItAndIsLogged()
    {
        var (_, client) = await host.Tenant("admin");
        await using var receiver = await HookReceiver.Start();
        var (id, secret) = await client.Hook(receiver.Url);

        var sent = await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{id}/test");
        var rotated = await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{id}/rotate", "{}");
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{id}/test");
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{id}/rotate", """{"keep_seconds":0}""");
        await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{id}/test");
        await EngineHost.Json(
            client, HttpMethod.Put, $"/v1/webhooks/{id}", """{"url":"http://metadata.invalid/"}""");
        var unknown = await EngineHost.Json(client, HttpMethod.Post, $"/v1/webhooks/{id}/test");
        var log = await client.Items(id, "deliveries");

        Assert.Equal("delivered", sent.GetProperty("result").GetString());
        Assert.Equal("name_unknown", unknown.GetProperty("result").GetString());
        Assert.Equal(4, log.Count);
        Assert.Equal("webhook.test", log[0].GetProperty("type").GetString());
        Assert.Equal(
            ["api_version", "created", "data", "id", "type"],
            JsonDocument.Parse(receiver.Came[0].Body).RootElement.EnumerateObject().Select(each => each.Name).Order());
        var newSecret = rotated.GetProperty("secret").GetString()!;
        Assert.Equal([true, true, false], receiver.Came.Select(posted => HookReceiver.Verifies(posted, secret)));
        Assert.Equal([1, 2, 1], receiver.Came.Select(posted => Regex.Count(posted.Signature, "v1,")));
        Assert.True(HookReceiver.Verifies(receiver.Came[1], newSecret));
    }

    [Fact]
    public async Task Host_ThatCarriesWebhooks_DeliversByItself()
    {
        await using var own = new EngineHost { CarriesWebhooks = true };
        await own.InitializeAsync();
        var (_, client) = await own.Tenant("ingest", "admin");
        await using var receiver = await HookReceiver.Start();
        var (_, secret) = await client.Hook(receiver.Url, "{}");

        var answers = await client.Send(Recent.Lines(20, accounts: 2));
        await Wire.Until(() => receiver.Order("A-0").Count >= 10 && receiver.Order("A-1").Count >= 10);

        var scored = receiver.Taken.Where(posted => posted.Type == "score.updated").ToList();
        Assert.Equal(
            answers.Decided("A-0").Select(Hooks.Updated),
            scored.Where(each => each.Account == "A-0").Select(each => each.Id));
        Assert.All(receiver.Came, posted => Assert.True(HookReceiver.Verifies(posted, secret)));
    }

    /// <summary>Status and body, request ids taken out.</summary>
    private static async Task<string> Ask(HttpClient client, string call, string id)
    {
        var parts = call.Split(' ', 3);
        using var request = new HttpRequestMessage(
            new HttpMethod(parts[0]), parts[1].Replace("#", id, StringComparison.Ordinal))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
            Content = parts.Length > 2 ? Wire.Content(parts[2], "application/json") : null,
        };
        using var response = await client.SendAsync(request);
        return Regex.Replace(
            $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}", "req_[0-9A-Z-]+", "req");
    }
}
