using System.Net;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Administrative calls that are sent again under their <c>Idempotency-Key</c>.</summary>
public sealed class IdempotencyTests(EngineHost host) : IClassFixture<EngineHost>
{
    /// <summary>Everything that makes something, with a place for what makes it another request.</summary>
    public static TheoryData<string, string> Makers => new()
    {
        { "/v1/tenants/{tenant}/keys", """{"label":"{x}","roles":["read"]}""" },
        { "/v1/subscriptions", """{"filter":{"segments":["{x}"]}}""" },
        { "/v1/webhooks", """{"url":"https://lender.example/{x}"}""" },
    };

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task Call_SentAgain_IsAnsweredWithoutItsSecretAndMakesNothing(string path, string body)
    {
        var (tenant, client) = await host.Tenant("read", "admin");
        (path, body) = (path.Replace("{tenant}", tenant, StringComparison.Ordinal), body.Replace("{x}", "a",
            StringComparison.Ordinal));
        var before = await Count(client, path);

        var first = await Post(client, path, body, "key-1");
        var again = await Post(client, path, body, "key-1");
        var changed = await Post(client, path, body.Replace("a\"", "b\"", StringComparison.Ordinal), "key-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal((false, true), (first.Replayed, again.Replayed));
        Assert.Equal(Shown(first.Body), Shown(again.Body));
        Assert.DoesNotContain("\"secret\":\"", again.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.Status);
        Assert.Contains("idempotency_key_reused", changed.Body, StringComparison.Ordinal);
        Assert.Equal(before + 1, await Count(client, path));
        Assert.Equal(HttpStatusCode.Created, (await Post(client, path, body, "key-2")).Status);
        Assert.Equal(before + 2, await Count(client, path));
    }

    [Fact]
    public async Task Tenant_MadeTwiceUnderOneKey_IsMadeOnce()
    {
        var body = $$"""{"name":"t-{{Guid.NewGuid():n}}"}""";
        var key = $"operator-{Guid.NewGuid():n}";

        var first = await Post(host.Operator, "/v1/tenants", body, key);
        var again = await Post(host.Operator, "/v1/tenants", body, key);

        Assert.Equal(first.Body, again.Body);
        Assert.Equal((HttpStatusCode.Created, true), (again.Status, again.Replayed));
        Assert.Equal(HttpStatusCode.Conflict, (await Post(host.Operator, "/v1/tenants", body, key + "-2")).Status);
    }

    [Fact]
    public async Task Key_OfAnotherCaller_IsAnotherCall()
    {
        var (tenant, client) = await host.Tenant("read", "admin");
        using var other = host.Client(await host.Key(tenant, "read", "admin"));
        const string Body = """{"filter":{}}""";

        var mine = await Post(client, "/v1/subscriptions", Body, "key");
        var others = await Post(other, "/v1/subscriptions", Body, "key");

        Assert.False(others.Replayed);
        Assert.NotEqual(Shown(mine.Body), Shown(others.Body));
    }

    [Fact]
    public async Task Call_ThatWasRefused_MaySucceedUnderTheSameKey()
    {
        var (_, client) = await host.Tenant("read");

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(client, "/v1/subscriptions", "{", "key")).Status);
        Assert.Equal(
            HttpStatusCode.Created, (await Post(client, "/v1/subscriptions", """{"filter":{}}""", "key")).Status);
    }

    [Fact]
    public async Task Kept_InTheDatabase_HoldsNeitherSecretNorAddress()
    {
        var (_, client) = await host.Tenant("admin");

        var made = await Post(client, "/v1/webhooks", """{"url":"https://sealed.example/here"}""", "kept");

        Assert.Equal(HttpStatusCode.Created, made.Status);
        const string Find = "select count(*) from risk.repeats where position('{0}'::bytea in answer) > 0";
        Assert.Equal(0, await host.Database.Ask<long>(Find.Replace("{0}", "sealed.example", StringComparison.Ordinal)));
        Assert.Equal(0, await host.Database.Ask<long>(Find.Replace("{0}", "whsec_", StringComparison.Ordinal)));
    }

    private static async Task<int> Count(HttpClient client, string path) =>
        (await EngineHost.Json(client, HttpMethod.Get, path)).GetProperty("items").GetArrayLength();

    private static string Shown(string body) => string.Join('\n', JsonDocument.Parse(body).RootElement
        .EnumerateObject().Where(each => each.Name != "secret").Select(each => each.ToString()));

    private static async Task<(HttpStatusCode Status, string Body, bool Replayed)> Post(
        HttpClient client, string path, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = Wire.Content(body, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.Contains("Idempotency-Replayed"));
    }
}
